package demo_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/demo"
)

const talk = `scene bounded-buffer
layout teach
key space
pause
chapter One
note Let them guess.
ask Who runs next? | p1 | c1
pause 3s
ask
layout queues
caption Look at WAITING.
key space*2
pause
chapter Two
key space
pause
chapter Three
run 1s
`

// TestCues: each pause is one, with its chapter and what comes behind it; a chapter behind the last has that one.
func TestCues(t *testing.T) {
	script, err := demo.Parse("test.demo", talk)
	if err != nil {
		t.Fatal(err)
	}
	want := []demo.Cue{
		{"", "chapter One · Who runs next?"}, {"One", "Look at WAITING. · key space*2"},
		{"One", "chapter Two · key space"}, {"Two", "chapter Three · run 1s"},
	}
	if got := script.Cues(); !slices.Equal(got, want) {
		t.Errorf("the cues are %q, want %q", got, want)
	}
	chapters := []demo.Chapter{{"One", 2}, {"Two", 4}, {"Three", 4}}
	if got := script.Chapters(); !slices.Equal(got, chapters) {
		t.Errorf("the chapters are %v, want %v", got, chapters)
	}
	script.KeepLayout("projector")
	if text := script.String(); !strings.Contains(text, "layout  projector\n") || strings.Contains(text, "queues") {
		t.Errorf("with a layout that is kept it is\n%s", text)
	}
}

// TestTheHeadSaysWhereADemoIs, from its beginning to its end, by hand alone, and goes before the captions go.
func TestTheHeadSaysWhereADemoIs(t *testing.T) {
	l, at := show(t, talk, true)
	if h := l.Room(80, 36); h != 34 || l.HeadRows() != 1 {
		t.Fatalf("the screen has %d rows, the head %d", h, l.HeadRows())
	}
	head := func(want ...string) {
		t.Helper()
		g := l.DrawHead(80)
		if g == nil {
			t.Fatal("there is no head")
		}
		for _, one := range want {
			if !strings.Contains(g.String(), one) {
				t.Errorf("%q is not in the head %q", one, strings.TrimSpace(g.String()))
			}
		}
	}
	head("to cue 1 of 4", "plays")
	what, at := runs(t, l, l.Play(at), at)
	head("cue 1 of 4", "PageDown goes on")
	what, at = runs(t, l, l.Go(at), at)
	head("One", "cue 2 of 4")
	l.Go(at)
	head("One", "to cue 3 of 4", "plays")
	l.Go(at)
	head("One", "cue 3 of 4", "PageDown goes on")
	what, at = runs(t, l, l.Go(at), at)
	head("Two", "cue 4 of 4")
	if what, _ = runs(t, l, l.Go(at), at); !what.Over {
		t.Errorf("at its end it asks for %+v", what)
	}
	head("Three", "the end", "the machine is yours")
	for h, want := range map[int][2]int{20: {18, 1}, 19: {18, 0}, 18: {18, 0}} {
		if room := l.Room(72, h); room != want[0] || l.HeadRows() != want[1] {
			t.Errorf("of %d rows the screen has %d, the head %d; want %v", h, room, l.HeadRows(), want)
		}
	}
	for w := range 60 {
		l.Room(w, 36)
		l.DrawHead(w)
	}
	l, _ = show(t, talk, false)
	if l.Room(80, 36); l.HeadRows() != 0 || l.DrawHead(80) != nil {
		t.Error("a demo in its own time has a head")
	}
}

// TestASpeakerGoesToAChapter by hand, where letters are not text: to its first cue, ahead without waiting.
func TestASpeakerGoesToAChapter(t *testing.T) {
	l, at := show(t, talk, true)
	_, at = runs(t, l, l.Play(at), at)
	if l.Update(demo.KeyChapters, false) != demo.Choose || l.Update(demo.KeyChapters, true) != demo.NoWish {
		t.Error("the key of the chapters asks for something else")
	}
	if all, now := l.Chapters(); len(all) != 3 || now != -1 {
		t.Errorf("the chapters are %v, and %d goes on", all, now)
	}
	if l.Ahead(1) || !l.Ahead(4) {
		t.Error("the first cue lies ahead, or the last does not")
	}
	if what := l.Jump(4, at); what.Err != nil || what.Due || l.Player.Stops() != 4 || !l.Player.Waiting() {
		t.Errorf("at the last chapter it asks for %+v, at cue %d", what, l.Player.Stops())
	}
	if all, now := l.Chapters(); all[now].Title != "Two" || l.Player.Title() != "Two" {
		t.Errorf("chapter %d goes on, %q", now, l.Player.Title())
	}
	l, at = show(t, talk, false)
	runs(t, l, l.Play(at), at)
	if l.Update(demo.KeyChapters, false) != demo.NoWish {
		t.Error("a demo in its own time takes the key")
	}
}

// TestACardIsACue: each card of a lesson is one, a question and a proof also once they are answered; the speaker reads
// the answer before the class has it.
func TestACardIsACue(t *testing.T) {
	script, err := demo.Parse("my.lesson", `covers OSTEP 30
scene bounded-buffer
chapter One
say Look.
key space
assert step == 1
ask Who runs next? | p1 | *c1
reply 1 No.
reply 2 Yes.
chapter Two
task Let p1 wait until place(p1) == WAITING
hint Step.
way key n
prove holds | Ask them all.
`)
	if err != nil {
		t.Fatal(err)
	}
	want := []demo.Cue{
		{"One", "key space · Who runs next?"}, {"One", "the answer, 2: c1"},
		{"One", "chapter Two · Task: Let p1 wait."},
		{"Two", "Proof: Ask them all."}, {"Two", "the proof: holds"}, {"Two", ""},
	}
	if got := script.Cues(); !slices.Equal(got, want) {
		t.Errorf("the cues are %q, want %q", got, want)
	}
	if got := script.Chapters(); !slices.Equal(got, []demo.Chapter{{"One", 1}, {"Two", 4}}) {
		t.Errorf("the chapters are %v", got)
	}
}
