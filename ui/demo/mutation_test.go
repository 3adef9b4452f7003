package demo_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/demo"
)

// TestAMutationIsReadAndFits: with lines and tabs in it, and reads back; it has to stand once in the scene.
func TestAMutationIsReadAndFits(t *testing.T) {
	s, err := demo.Parse("my.demo", "mutation no loop | for a {\\n\\tb | c => if a {\\n\\tb\nmutation two | x => y\n"+
		"scene one\nkey space\n")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := demo.Parse("my.demo", s.String()); err != nil || again.String() != s.String() {
		t.Errorf("it reads back as\n%s%v", s, err)
	}
	if got, err := s.Mutation("no loop").Apply("1 for a {\n\tb | c 2"); err != nil || got != "1 if a {\n\tb 2" {
		t.Errorf("it makes %q, %v", got, err)
	}
	for source, why := range map[string]string{"x and for a {\n\tb | c": "", "x": "0 times", "xx": "my.demo:1"} {
		switch err := s.Misfit(source); {
		case (err == nil) != (why == ""), err != nil && !strings.Contains(err.Error(), why):
			t.Errorf("%q: %v", source, err)
		}
	}
}

// TestTheListShowsWhatDiffers, and not the lines that only say which place is meant.
func TestTheListShowsWhatDiffers(t *testing.T) {
	p := scenetest.Shipped(t, "one-condition")
	for change, want := range map[string]string{
		`put(work)\n\t\tsignal(changed) => put(work)\n\t\tbroadcast(changed)`: "line 23: signal(changed) becomes " +
			"broadcast(changed)",
		`put(work) => put(work)\n\t\tyield()`:         "before line 23 comes yield()",
		`put(work)\n\t\tsignal(changed) => put(work)`: "line 23: signal(changed) goes",
		`put(work)\n\t\tsignal(changed)\n => broadcast(changed)\n`: "line 22: put(work) signal(changed) becomes " +
			"broadcast(changed)",
		`slots  = 6 => slots  = 7`: "line 5: slots = 6 becomes slots = 7",
		`slots  = 6 => slots = 6`:  "line 5: nothing but space changes",
	} {
		s, err := demo.Parse("my.demo", "mutation it | "+change+"\nscene one-condition\nkey space\n")
		if err != nil {
			t.Fatal(err)
		}
		rows := s.Changes(p)
		if len(rows) != 1 || rows[0].Moral != want {
			t.Errorf("%s: %+v, want %s", change, rows, want)
		}
	}
}

// TestWhatIsNoMutation says what would be one.
func TestWhatIsNoMutation(t *testing.T) {
	for line, why := range map[string]string{
		"mutation":          "lacks its",
		"mutation a => b":   "no change of a scene",
		"mutation a | b":    "no change of a scene",
		"mutation | a => b": "no change of a scene",
		"mutation a | b => c\nmutation a | d => e":                     "already",
		"key space\nmutation a | b => c":                               "too late",
		"mutation off | a => b":                                        "no change is called off",
		"mutate a":                                                     "there is no change \"a\"",
		"mutation b | c => d\nkey space\nmutate a":                     "my.demo:3: there is no change \"a\"",
		"mutation b | c => d\nmutate off":                              "nothing to go back from",
		"mutation b | c => d\nmutate b\nmutate off\nkey n\nmutate off": "my.demo:5: there is nothing to go back from",
		"covers x\nmutation b | c => d\nmutate b":                      "a lesson asks for an edit",
	} {
		if _, err := demo.Parse("my.demo", line); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v", line, err)
		}
	}
}

// TestTooManyMutations: a script of any length is read at once, and the line says where there are too many.
func TestTooManyMutations(t *testing.T) {
	var text strings.Builder
	for i := range 40_000 {
		fmt.Fprintf(&text, "mutation n%d | a => b\n", i)
	}
	_, err := demo.Parse("my.demo", text.String())
	if want := fmt.Sprintf("my.demo:%d: the script has too many changes", demo.MaxMutations+1); err == nil ||
		!strings.HasPrefix(err.Error(), want) {
		t.Errorf("it says %v, and not %s", err, want)
	}
}

// TestWhatAScriptChangesReadsBack as it was written.
func TestWhatAScriptChangesReadsBack(t *testing.T) {
	s, err := demo.Parse("my.demo", "mutation no loop | for => if\nkey space\nmutate no loop\nmutate off\n")
	if err != nil {
		t.Fatal(err)
	}
	if text := s.String(); !strings.Contains(text, "\nmutate no loop\nmutate off\n") {
		t.Errorf("it is\n%s", text)
	}
}
