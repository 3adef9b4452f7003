package query_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/query"
	"github.com/quartet-os/quartet/engine/stops"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestDecisionsAreStops: what is asked for as decision comes true exactly where n stops, and each of those steps is
// found by the word for why it is one.
func TestDecisionsAreStops(t *testing.T) {
	limit := int64(effort.Times(150, 300, 2000))
	for _, name := range effort.Some(t, presets.Names(), 15, 40) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := scenetest.Shipped(t, name)
			var want []int64
			why := map[stops.Reason][]int64{}
			s := scenetest.Open(t, p)
			for s.Position() < limit {
				stop := s.NextStop(limit)
				if stop.Why == stops.NoReason {
					break
				}
				want = append(want, s.Position())
				why[stop.Why] = append(why[stop.Why], s.Position())
			}
			find := func(text string) []int64 {
				c, err := query.Parse(p, text)
				if err != nil {
					t.Fatal(err)
				}
				e, all := scenetest.Boot(t, p), []int64(nil)
				l := query.NewLooker(p, c)
				l.Begin(e)
				for e.StepNumber() < s.Position() {
					if events := e.Step(); events == nil {
						break
					} else if l.Look(e, events) {
						all = append(all, e.StepNumber())
					}
				}
				return all
			}
			if got := find("decision"); !slices.Equal(got, want) {
				t.Errorf("decided in steps %d; n stops at %d", got, want)
			}
			for reason, steps := range why {
				word := reason.Word()
				if c, err := query.Parse(p, word); err == nil && c.Kind != query.Decided && reason != stops.RunEnds {
					continue // the scene has something of its own with this name, which comes first
				}
				got := find(word)
				for _, step := range steps {
					if !slices.Contains(got, step) {
						t.Errorf("%s: %d is not among %d", word, step, got)
					}
				}
			}
		})
	}
}

// TestEveryReasonHasAWord, and every word a reason.
func TestEveryReasonHasAWord(t *testing.T) {
	p := scenetest.Parse(t, shop)
	for r := stops.Commands; r < stops.Reasons; r++ {
		if c, err := query.Parse(p, r.Word()); err != nil || c.Kind != query.Decided && r != stops.RunEnds {
			t.Errorf("reason %d, %s: %v", r, r.Word(), err)
		}
	}
	words := 0
	for _, w := range query.Words() {
		if c, err := query.Parse(p, w[0]); err != nil || c.Kind != query.Decided {
			continue
		}
		if words++; stops.Asked(w[0]) == 0 || w[2] == "" {
			t.Errorf("%q asks for nothing", w)
		}
	}
	if words < int(stops.Reasons-stops.Commands)-1 {
		t.Errorf("there are %d words for %d reasons", words, stops.Reasons-stops.Commands)
	}
}

// TestWordsForWhatIsDecided: each of them, in scenes where one knows it, and beside names of the scene.
func TestWordsForWhatIsDecided(t *testing.T) {
	for _, c := range []struct{ scene, word, want string }{
		{"wakeup-in-the-gap", "unheard", "[5]"},
		{"wakeup-in-the-gap", "test", "[1]"},
		{"wakeup-in-the-gap", "kill", "[]"},
	} {
		if got := fmt.Sprint(found(t, scenetest.Text(t, c.scene), c.word, 200)); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.scene, c.word, got, c.want)
		}
	}
	if got := fmt.Sprint(found(t, shop, "kill", 12, "4: kill c2", "7: kill c1")); got != "[4 7]" {
		t.Errorf("kill: %s", got)
	}
	handler := "package p\nvar n int\nfunc tick() { n = 7 }\nfunc f() {\nyield()\nn = 2\nyield()\nn = 3\n}\n" +
		"func main() {\ninterrupt(tick)\nspawn(f)\n}\n"
	for word, want := range map[string]string{"interrupt": "[2 3]", "block": "[]", "wake": "[]"} {
		if got := fmt.Sprint(found(t, handler, word, 12, "1: interrupt tick")); got != want {
			t.Errorf("a handler: %s: %s, want %s", word, got, want)
		}
	}
	own := strings.Replace(shop, "full    bool", "full    bool\n\tspin bool", 1)
	own = strings.Replace(own, "full = true", "spin = true", 1)
	if got := fmt.Sprint(found(t, own, "spin", 20)); got != "[7]" {
		t.Errorf("a variable of that name comes first: %s", got)
	}
	refuses(t, scenetest.Parse(t, shop), map[string]string{
		"unherd":  "did you mean unheard?",
		"kill c1": "of one coroutine write ends c1",
		"spin m":  "spin stands alone: it is true where somebody begins to spin",
		"wake c1": "write wakes c1",
	})
}
