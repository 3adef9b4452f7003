package presets_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestFieldPairs: each bug of a real program stands before its cure, is short enough to be read in a minute, shows what
// goes wrong when it just runs, and needs few passes for it; and so does its cure end well.
func TestFieldPairs(t *testing.T) {
	t.Parallel()
	var field []presets.Entry
	for _, e := range scenetest.Shelf() {
		if e.Group == "field" {
			field = append(field, e)
		}
	}
	if len(field) < 40 || len(field)%2 != 0 {
		t.Fatalf("%d scenes are no twenty pairs", len(field))
	}
	rows := fieldPage(t)
	for i := 0; i < len(field); i += 2 {
		bug, cure := field[i], field[i+1]
		if bug.Lesson.Cure != cure.Name || bug.Lesson.Next[0] != cure.Name || bug.Lesson.Idea != cure.Lesson.Idea {
			t.Errorf("%s is not followed by its cure, or they are not from one place", bug.Name)
		}
		for _, e := range []presets.Entry{bug, cure} {
			p := scenetest.Shipped(t, e.Name)
			text, _, _ := strings.Cut(p.Source, "// What the page of the scene says.")
			if n := strings.Count(text, "\n"); n > 60 || e.Goal == "" || e.Lesson.Point == "" {
				t.Errorf("%s has %d lines, the goal %q, the point %q", e.Name, n, e.Goal, e.Lesson.Point)
			}
			if end, story := plainRun(t, p); e.Expect.Fails() != (end.Kind.String() == e.Expect.String()) ||
				!e.Expect.Fails() && end.Kind != engine.EndDone {
				t.Errorf("%s ends in %q: %s\n%s", e.Name, end.Kind, end.Text, story)
			}
		}
		passes, ops := shortest(t, bug, program.GrainPass), shortest(t, bug, program.GrainOp)
		if passes > 8 || shortest(t, cure, program.GrainPass)+shortest(t, cure, program.GrainOp) != 0 {
			t.Errorf("%s fails in %d passes, and %s is to hold", bug.Name, passes, cure.Name)
		}
		said := fmt.Sprintf("%s, %d / %d<br>holds", bug.Expect, passes, ops)
		row := rows["`"+bug.Name+"`<br>`"+cure.Name+"`"]
		delete(rows, "`"+bug.Name+"`<br>`"+cure.Name+"`")
		if len(row) == 0 || row[0] != said {
			t.Errorf("the page says %q of %s, and check %q", row, bug.Name, said)
			continue
		}
		for source := range strings.SplitSeq(row[1], ", ") {
			if !strings.Contains(bug.Lesson.Idea, source) {
				t.Errorf("%s: the page has %s, the scene %s", bug.Name, source, bug.Lesson.Idea)
			}
		}
	}
	if len(rows) > 0 {
		t.Errorf("the page names pairs that are not there: %v", rows)
	}
}

// fieldPage reads the table of the page: by its pair, what check says of it and where it is from.
func fieldPage(t *testing.T) map[string][]string {
	text, err := os.ReadFile("../docs/field.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]string{}
	for line := range strings.Lines(string(text)) {
		if cells := strings.Split(line, " | "); len(cells) == 5 && strings.Contains(cells[2], "<br>") {
			rows[cells[2]] = []string{cells[3], strings.TrimSuffix(strings.TrimSpace(cells[4]), " |")}
		}
	}
	return rows
}

// shortest is the length of a shortest schedule that goes wrong as the scene expects, 0 where none does.
func shortest(t *testing.T, e presets.Entry, grain program.Grain) int {
	opt := explore.Options{Grain: grain, Symmetry: true, MaxStates: 10_000}
	v, err := explore.Run(context.Background(), scenetest.Boot(t, scenetest.Shipped(t, e.Name)), opt)
	if err != nil || v.Answer == explore.Unknown {
		t.Fatalf("%s at grain %s: %v %s", e.Name, grain, err, v.Text)
	}
	if v.Answer == explore.Holds {
		return 0
	}
	if v.Kind != e.Expect.Kind {
		t.Errorf("%s at grain %s: %s", e.Name, grain, v.Text)
	}
	return len(v.Schedule)
}
