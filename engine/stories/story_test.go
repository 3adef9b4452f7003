package stories

import (
	"fmt"
	"strings"
	"testing"
)

const worker = "// One.\npackage one\n\nfunc worker() {\n\tfor {\n\t\tyield()\n\t}\n}\n\nfunc main() {\n" +
	"\tspawn(worker)\n}\n"

func shelf(name string) (file, text string, err error) {
	if name != "one" {
		return "", "", fmt.Errorf("there is no %s", name)
	}
	return "one.scene", worker, nil
}

// argument makes key=value, or a key alone.
func argument(text string) Argument {
	key, value, found := strings.Cut(text, "=")
	if !found {
		return Argument{Key: key}
	}
	return Argument{key, []string{value}}
}

// TestSlipsAreErrors writes commands that a lenient reader would take for something else.
func TestSlipsAreErrors(t *testing.T) {
	for _, c := range []struct{ verb, arg, input, want string }{
		{"pas", "", "", `there is no command "pas"; there are scene, step`},
		{"pass", "n=abc", "", "pass: n=abc is no number from 1; the form is pass [n=N]"},
		{"pass", "n=0", "", "n=0 is no number"},
		{"pass", "n=", "", "n= is no number"},
		{"pass", "n", "", "n= is no number"},
		{"pass", "times=2", "", `it does not know "times"`},
		{"pass", "", "step", "it reads no lines"},
		{"queues", "n=2", "", `it does not know "n"`},
		{"do", "n=2", "kill w1", `it does not know "n"`},
		{"scene", "name=", "", "name takes one name"},
		{"scene", "name=one", worker, "not both"},
		{"end", "n=-5", "", "n=-5 is no number"},
	} {
		s := New(shelf)
		if _, err := s.Tell("scene", []Argument{argument("name=one")}, ""); err != nil {
			t.Fatal(err)
		}
		var args []Argument
		if c.arg != "" {
			args = append(args, argument(c.arg))
		}
		if got, err := s.Tell(c.verb, args, c.input); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %s answers %q and fails with %v, not %q", c.verb, c.arg, got, err, c.want)
		}
	}
	if _, err := New(shelf).Tell("pass", nil, ""); err == nil {
		t.Error("a story begins without a scene")
	}
	twice := []Argument{argument("n=1"), argument("n=2")}
	if _, err := New(shelf).Tell("pass", twice, ""); err == nil || !strings.Contains(err.Error(), "said twice") {
		t.Errorf("n is said twice: %v", err)
	}
}

// TestEndMakesAtMostAsManyPasses runs a scene that never ends.
func TestEndMakesAtMostAsManyPasses(t *testing.T) {
	for arg, passes := range map[string]string{"n=5": "after 5 passes", "": "after 1000 passes"} {
		s := New(shelf)
		if _, err := s.Tell("scene", nil, worker); err != nil {
			t.Fatal(err)
		}
		var args []Argument
		if arg != "" {
			args = append(args, argument(arg))
		}
		if got, err := s.Tell("end", args, ""); err != nil || !strings.Contains(got, passes) {
			t.Errorf("end %s says %q (%v), not %q", arg, got, err, passes)
		}
	}
}

// TestEveryCommandHasHelp reads the usage of each.
func TestEveryCommandHasHelp(t *testing.T) {
	for _, u := range Usages() {
		if u.About == "" || strings.HasSuffix(u.About, ".") {
			t.Errorf("%s: %q is no clause", u.Name, u.About)
		}
	}
}
