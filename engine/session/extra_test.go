package session

import (
	"reflect"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestFewKeyframes goes about in a session that has room for two, or six, keyframes: it comes to the states
// and stories of one that has many, the end and the place that was gone to last are near, and the memory
// stays within its bound.
func TestFewKeyframes(t *testing.T) {
	t.Parallel()
	if effort.Quick() {
		t.Skip("many steps")
	}
	steps := int64(effort.Times(0, 30_000, 60_000))
	many := begin(t, buffer)
	hashes := map[int64]uint64{}
	for many.pos < steps {
		many.Forward()
		if many.pos%1777 == 0 || many.pos > steps-3 {
			hashes[many.pos] = many.now.Hash()
		}
	}
	for _, room := range []int{2, 6} {
		s := begin(t, buffer)
		s.keys.budget = room * s.keys.each
		for s.pos < steps {
			s.Forward()
		}
		if _, err := s.Do(engine.Command{Verb: engine.SpawnVerb, At: engine.Now, Name: "producer", N: 1}); err != nil {
			t.Fatal(err)
		}
		if s.KeyframeBytes() > s.keys.budget {
			t.Errorf("room for %d: %d bytes of %d", room, s.KeyframeBytes(), s.keys.budget)
		}
		s.GoTo(0)
		if k := s.nearest(s.line, s.current, steps-1); k.step < steps-nearBy {
			t.Errorf("room for %d: the keyframe before the end is at step %d", room, k.step)
		}
		rng := uint64(room)
		for range 60 {
			rng = rng*6364136223846793005 + 1442695040888963407
			to := int64(rng>>33) % (steps + 1) / 1777 * 1777
			if rng>>32&7 == 0 {
				to = steps - 1
			}
			s.GoTo(to)
			if want, ok := hashes[to]; ok && s.now.Hash() != want {
				t.Fatalf("room for %d, step %d: another state", room, to)
			}
			if k := s.nearest(s.line, s.current, max(0, to-1)); room == 6 && k.step < to-2*nearBy-2 {
				t.Errorf("room for %d, step %d: the keyframe before it is at step %d", room, to, k.step)
			}
			many.GoTo(to)
			if got, want := s.Story(30), many.Story(30); !slices.EqualFunc(got, want, same) {
				t.Fatalf("room for %d, step %d: the story is %v\nand should be %v", room, to, got, want)
			}
			if w := &s.past.story; to > 0 && (w.from > to || w.to-w.from > 2_000) {
				t.Errorf("room for %d, step %d: the story tells steps %d to %d", room, to, w.from, w.to)
			}
			back := to
			for s.Back() && back > to-5 {
				back--
			}
			if s.KeyframeBytes() > s.keys.budget {
				t.Fatalf("room for %d: %d bytes of %d", room, s.KeyframeBytes(), s.keys.budget)
			}
		}
	}
}

func same(a, b narrate.Sentence) bool { return reflect.DeepEqual(a, b) }
