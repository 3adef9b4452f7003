package lesson

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/presets"
)

// TestEveryBeliefHasALesson: and every chapter; all lessons can be read, each with a title of its own.
func TestEveryBeliefHasALesson(t *testing.T) {
	all := List()
	if len(all) != len(presets.LessonNames()) {
		for _, name := range presets.LessonNames() {
			if _, err := Read(name); err != nil {
				t.Error(err)
			}
		}
	}
	page, err := os.ReadFile("../../docs/teaching.md")
	if err != nil {
		t.Fatal(err)
	}
	broken, covered, titles := map[program.Belief]bool{}, map[string]bool{}, map[string]bool{}
	for _, l := range all {
		if titles[l.Title] {
			t.Errorf("two lessons are called %q", l.Title)
		}
		if slices.Contains(presets.Names(), l.Name) {
			t.Errorf("the lesson %s is called as a scene", l.Name)
		}
		titles[l.Title], covered[l.Covers] = true, true
		for _, b := range l.Breaks {
			broken[b] = true
			row := "| " + b.String() + " | " + b.Text() + " | `" + l.Name + "` |"
			if !strings.Contains(string(page), row) {
				t.Errorf("docs/teaching.md lacks %s", row)
			}
		}
		if !strings.Contains(string(page), "`"+l.Name+"`") {
			t.Errorf("docs/teaching.md does not name %s", l.Name)
		}
	}
	for _, b := range program.Beliefs() {
		if !broken[b] {
			t.Errorf("no lesson breaks %s", b)
		}
	}
	for _, chapter := range []string{"OSTEP 28", "OSTEP 29", "OSTEP 30", "OSTEP 31", "OSTEP 32", "The lecture",
		"The four queues"} {
		if !covered[chapter] {
			t.Errorf("no lesson covers %s", chapter)
		}
	}
}

// TestALessonIsFoundByItsBeginning: and whoever mistypes a name is offered one.
func TestALessonIsFoundByItsBeginning(t *testing.T) {
	for typed, want := range map[string]string{"why": "why-for", "Why-For": "why-for", " two": "two-roles",
		"THE-GAP.lesson": "the-gap"} {
		if l, err := Read(typed); err != nil || l.Name != want {
			t.Errorf("%q is %v, %v", typed, l, err)
		}
	}
	for typed, offers := range map[string]string{"the": "the-gap", "whyfor": "why-for", "": "two-roles"} {
		if _, err := Read(typed); err == nil || !strings.Contains(err.Error(), offers) {
			t.Errorf("%q: %v does not offer %s", typed, err, offers)
		}
	}
}
