package mend

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
)

// judged judges a text that a person makes of a scene by putting one text in the place of another.
func judged(t *testing.T, scene string, pairs ...string) *Judgement {
	t.Helper()
	text := scenetest.Text(t, scene)
	now := text
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(now, pairs[i]) {
			t.Fatalf("%q does not stand in\n%s", pairs[i], now)
		}
		now = strings.Replace(now, pairs[i], pairs[i+1], 1)
	}
	j, err := Judge(t.Context(), "test.scene", text, now, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// TestAPersonsChangeIsJudged: what cures does so also where no change of the catalogue is like it, and what still fails
// is told with how.
func TestAPersonsChangeIsJudged(t *testing.T) {
	if j := judged(t, "if-instead-of-a-loop", "if len(work) == 0 {", "for len(work) < 1 {"); !j.Cures || j.Size != 3 {
		t.Errorf("%+v", j)
	}
	if j := judged(t, "if-instead-of-a-loop", "signal(notEmpty)", "broadcast(notEmpty)"); j.Cures || j.Kind == "" ||
		j.Far == "" {
		t.Errorf("%+v", j)
	}
	if j := judged(t, "if-instead-of-a-loop"); j.Cures || j.Kind != "violation" || j.Size != 0 {
		t.Errorf("as it is: %+v", j)
	}
}

// TestWhatAPersonTakesAwayIsNoCure: each of these makes every schedule hold, or might, and says what is gone.
func TestWhatAPersonTakesAwayIsNoCure(t *testing.T) {
	for _, c := range []struct {
		name, scene, gaveUp string
		pairs               []string
	}{
		{"a law", "ostep-29-counter", "main has no more \"finally(",
			[]string{"\tfinally(\"both clicks were counted\", total == 2)\n", ""}},
		{"a law that says less", "ostep-29-counter", "main has no more \"finally(",
			[]string{"total == 2)", "total >= 1)"}},
		{"a coroutine", "ostep-29-counter", "main has no more \"spawn(clicker, 2)\"",
			[]string{"spawn(clicker, 2)", "spawn(clicker)"}},
		{"what the law looks at", "ostep-29-counter", "clicker no longer changes total",
			[]string{"\ttotal = n + 1\n", ""}},
		{"an assertion", "add-in-the-goroutine", "is asked no more",
			[]string{"\tassert(!closed, \"nobody works on what is closed\")\n", ""}},
		{"a job", "homework-starved", "it puts into jobs", []string{"for range 3", "for range 1"}},
		{"a take", "if-instead-of-a-loop", "consumer no longer takes from work",
			[]string{"\t\ttake(work)\n", ""}},
		{"the policy", "ostep-29-counter", "policy is another one",
			[]string{"slots  = 4", "slots  = 4\n\tpolicy = \"roundrobin\""}},
		{"a rule", "if-instead-of-a-loop", "the rule monitor is another one",
			[]string{"slots  = ", "monitor = \"hoare\"\n\tslots  = "}},
	} {
		j := judged(t, c.scene, c.pairs...)
		if j.Cures || !strings.Contains(j.GaveUp, c.gaveUp) {
			t.Errorf("%s: %+v", c.name, j)
		}
	}
}

// TestTheSmallestChange: it is as large as a person would count it.
func TestTheSmallestChange(t *testing.T) {
	for scene, want := range map[string]int{"if-instead-of-a-loop": 1, "deadlock-by-lock-order": 2} {
		x, n, err := Smallest(t.Context(), "test.scene", scenetest.Text(t, scene), Options{})
		if err != nil || x == nil || n != want {
			t.Errorf("%s: %d, %v", scene, n, err)
		}
	}
	for _, c := range []struct {
		was, now string
		want     int
	}{
		{"a b c", "a b c", 0}, {"a\tb // said\n", "a b", 0}, {"signal(c)", "broadcast(c)", 1}, {"unlock(m)\n", "", 4},
		{"a b c d", "b c d a", 2}, {"", "lock(m)", 4},
	} {
		if n := Size(c.was, c.now); n != c.want {
			t.Errorf("from %q to %q: %d, not %d", c.was, c.now, n, c.want)
		}
	}
}
