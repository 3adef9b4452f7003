package demo_test

import (
	"strings"
	"testing"

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

// TestWhatIsNoMutation says what would be one.
func TestWhatIsNoMutation(t *testing.T) {
	for line, why := range map[string]string{
		"mutation":          "lacks its",
		"mutation a => b":   "no change of a scene",
		"mutation a | b":    "no change of a scene",
		"mutation | a => b": "no change of a scene",
		"mutation a | b => c\nmutation a | d => e": "already",
		"key space\nmutation a | b => c":           "too late",
	} {
		if _, err := demo.Parse("my.demo", line); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v", line, err)
		}
	}
}
