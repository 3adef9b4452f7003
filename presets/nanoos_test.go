package presets_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/presets"
)

// TestNanoOsScenes runs each scene of the kernel as it stands: what it is about is seen in the plain order too, not only in
// some schedule. Every event is told in words.
func TestNanoOsScenes(t *testing.T) {
	seen := 0
	for _, name := range presets.Names() {
		if !strings.HasPrefix(name, "nanoos-") {
			continue
		}
		seen++
		file, text, err := presets.Source(name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := program.Parse(file, text)
		if err != nil {
			t.Fatal(err)
		}
		end, last := plainRun(t, p)
		want := p.Expect
		if want == "holds" {
			want = map[engine.Ending]string{engine.NotEnded: "", engine.EndDone: "done"}[end.Kind]
		}
		if end.Kind.String() != want {
			t.Errorf("%s: ends in %q, expected %s: %s\n%s", name, end.Kind, p.Expect, end.Text, last)
		}
	}
	if seen < 36 {
		t.Errorf("only %d scenes", seen)
	}
}

func plainRun(t *testing.T, p *program.Program) (engine.End, string) {
	t.Helper()
	e, err := engine.New(p)
	if err != nil {
		t.Fatal(err)
	}
	n := engine.NewNarrator(e)
	n.Tell(e.Boot())
	var told []string
	for range 400 {
		if e.End().Kind != engine.NotEnded {
			break
		}
		for _, s := range n.Tell(e.Pass()) {
			if s.Text == "" || strings.Contains(s.Text, "?") {
				t.Errorf("%s: a sentence is %+v", p.Name, s)
			}
			told = append(told, s.Name+" "+s.Text)
		}
		if err := e.Check(); err != nil {
			t.Fatalf("%s: %v", p.Name, err)
		}
	}
	return e.End(), strings.Join(told[max(0, len(told)-12):], "\n")
}
