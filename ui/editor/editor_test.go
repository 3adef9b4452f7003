package editor

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// TestCompare: the rows without those taken away are the text, those without the added ones are the text as it was.
func TestCompare(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", ""}), 0, 12)
		old, text := lines.Draw(r, "old"), lines.Draw(r, "text")
		var was, is []string
		last := panel.Kept
		for _, one := range compare(old, text) {
			switch one.mark {
			case panel.Removed:
				was = append(was, old[one.line])
				if last == panel.Added {
					r.Fatal("a line as it was stands below what came in its place")
				}
			case panel.Added:
				is = append(is, text[one.line])
			default:
				was, is = append(was, text[one.line]), append(is, text[one.line])
			}
			last = one.mark
		}
		if !slices.Equal(was, old) || !slices.Equal(is, text) {
			r.Fatalf("%q to %q is shown as %q to %q", old, text, was, is)
		}
	})
}

// TestCompareIsBounded: two long texts of which every line differs are not searched for what they have in common.
func TestCompareIsBounded(t *testing.T) {
	old, text := make([]string, 60_000), make([]string, 60_000)
	for i := range old {
		old[i], text[i] = "a", "b"
	}
	if n := len(compare(old, text)); n != 120_000 {
		t.Errorf("there are %d rows", n)
	}
}

const turns = `// Two take turns.
package turns

var n int

func f() {
	for {
		n = 1 - n
		yield()
	}
}

func main() {
	spawn(f, 2)
}
`

// run is a session of a scene, with the commands given between two passes, and in the middle of one.
func run(t *testing.T, p *program.Program, commands ...string) *session.Session {
	s := scenetest.Open(t, p)
	for i, text := range commands {
		for range 2 + 3*i {
			s.Forward()
		}
		c, err := engine.ParseCommand(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Do(c); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// TestCarry gives the commands of a run to another text: those that fit, at the same moments.
func TestCarry(t *testing.T) {
	p := scenetest.Parse(t, turns)
	old := run(t, p, "spawn f", "kill f2", "policy roundrobin")
	same := scenetest.Open(t, scenetest.Parse(t, "// An edit.\n"+turns))
	c, err := Carry(context.Background(), p, old.Commands(), same)
	if err != nil || c.Left != 0 || !slices.Equal(c.Given, old.Commands()) || same.Position() != 0 || same.Dirty() {
		t.Errorf("%v, %+v, at %d", err, c, same.Position())
	}
	one := scenetest.Open(t, scenetest.Parse(t, strings.Replace(turns, "spawn(f, 2)", "spawn(f)", 1)))
	c, err = Carry(context.Background(), p, run(t, p, "kill f2", "policy roundrobin").Commands(), one)
	if err != nil || c.Left != 1 || len(c.Given) != 1 || c.String() != "1 command given again, 1 did not fit" {
		t.Errorf("%v, %+v: %s", err, c, c)
	}
	once := strings.Replace(turns, "	for {\n		n = 1 - n\n		yield()\n	}\n", "	n = 1 - n\n", 1)
	short := scenetest.Open(t, scenetest.Parse(t, once))
	c, err = Carry(context.Background(), p, run(t, p, "kill f2", "policy roundrobin", "spawn f").Commands(), short)
	if err != nil || c.Left == 0 {
		t.Errorf("a run that has ended takes commands: %v, %+v", err, c)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Carry(ctx, p, old.Commands(), scenetest.Open(t, p)); err == nil {
		t.Error("it cannot be stopped")
	}
}

// answerAll reads a draft and answers what there is to ask.
func answerAll(t *testing.T, d *Draft) {
	c := Read(d.Base.File, d.Text.Source(), d.Base)
	c.Version = d.Text.Version()
	d.Take(c)
	for n := 0; ; n++ {
		job, more := d.Next()
		if !more {
			return
		}
		a, err := job.Do(context.Background())
		if d.Hear(a, err); n > 12 {
			t.Fatal("there is no end of questions")
		}
	}
}

// TestSeedOfTheRun: a seed that was chosen for the run stays, one that the text names is the text's.
func TestSeedOfTheRun(t *testing.T) {
	p := scenetest.Parse(t, turns)
	seeded := *p
	seeded.Settings.Seed = 77
	if c := Read("x", "// an edit\n"+turns, &seeded); c.Program.Settings.Seed != 77 {
		t.Errorf("the seed is %d", c.Program.Settings.Seed)
	}
	edited := strings.Replace(turns, "var n int", "const seed = 5\n\nvar n int", 1)
	if c := Read("x", edited, p); c.Program.Settings.Seed != 5 {
		t.Errorf("the seed is %d", c.Program.Settings.Seed)
	}
}

// TestViewsOfADraft: whatever is typed, the window has the cursor in it and never more rows than it may.
func TestViewsOfADraft(t *testing.T) {
	p := scenetest.Parse(t, turns)
	rapid.Check(t, func(r *rapid.T) {
		var e Editor
		d := e.Open(p, 6)
		for range rapid.IntRange(1, 20).Draw(r, "keys") {
			switch a := keys.Action(rapid.IntRange(0, int(keys.Actions)-1).Draw(r, "action")); a {
			case keys.CloseTop, keys.QuitAtOnce, keys.KeepCopy, keys.ApplyEdit, keys.EditOutside:
			default:
				e.Update(a, keys.PressOf(rapid.SampledFrom([]string{"a", "{", "}", "界", "space"}).Draw(r, "key")))
			}
			rows, columns := rapid.IntRange(1, 30).Draw(r, "rows"), rapid.IntRange(1, 80).Draw(r, "columns")
			v := d.View(rows, columns)
			cursors := 0
			for _, row := range v.Rows {
				if row.Cursor {
					cursors++
				}
			}
			if len(v.Rows) > rows || cursors != 1 || v.Column < v.Left || v.Column >= v.Left+columns {
				r.Fatalf("%d rows of %d, %d cursors, column %d in %d+%d", len(v.Rows), rows, cursors, v.Column, v.Left,
					columns)
			}
		}
	})
}

// TestAReasonBeginsWithANameAsItIsWritten: a coroutine that the scene calls ann gets no capital letter.
func TestAReasonBeginsWithANameAsItIsWritten(t *testing.T) {
	var e Editor
	d := e.Open(scenetest.Parse(t, "// Ann waits for ever.\npackage lone\nvar m mutex\n"+
		"func taker() { lock(m); lock(m) }\nfunc main() { spawn(taker, \"ann\") }\n"), 1)
	answerAll(t, d)
	v := d.View(20, 60)
	if !strings.HasPrefix(v.Before.Reason, "ann ") {
		t.Errorf("the reason is %q", v.Before.Reason)
	}
	if !slices.ContainsFunc(v.Changed, func(n panel.EditNote) bool { return n.Short == "✗ deadlock" }) {
		t.Errorf("nothing is said in short: %+v", v.Changed)
	}
}

// TestQuestionsEnd: a draft of a scene and of one that does not parse asks each question once.
func TestQuestionsEnd(t *testing.T) {
	var e Editor
	d := e.Open(scenetest.Parse(t, turns), 1)
	answerAll(t, d)
	d.Text.Insert("// more\n")
	answerAll(t, d)
	if v := d.View(20, 60); !v.After.Said.Known || v.After.Said.Pale {
		t.Errorf("after the edit it is %+v", v.After)
	}
	d.Text.Insert("}")
	answerAll(t, d)
	if v := d.View(20, 60); !v.After.Said.Pale || !strings.HasPrefix(v.After.Note, "not yet: line ") {
		t.Errorf("after an error it is %+v", v.After)
	}
}

// TestWordsOfLongLinesAreNotCompared: a title has no room for them, and a key would wait for it.
func TestWordsOfLongLinesAreNotCompared(t *testing.T) {
	long := strings.Repeat("word ", 500)
	if was, is := parted(long+"old", long+"new"); was != "" || is != "" {
		t.Errorf("%q and %q", was, is)
	}
	if was, is := parted("if full {", "for full {"); was != "if" || is != "for" {
		t.Errorf("%q and %q", was, is)
	}
}
