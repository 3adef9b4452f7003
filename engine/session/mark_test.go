package session

import (
	"fmt"
	"slices"
	"testing"
)

// TestASpuriousWakeupHasAMarkOfItsOwn, which is not that of a command: it says who was woken.
func TestASpuriousWakeupHasAMarkOfItsOwn(t *testing.T) {
	s := begin(t, locks)
	play(t, s, 40)
	slot := s.Engine().Snapshot(nil).Waiting[0]
	name := s.Engine().Name(slot)
	do(t, s, "wake "+name)
	play(t, s, 10)
	var got []string
	for _, m := range s.Timeline(Span{Scale: APass, Columns: 1000}, 0).Marks {
		if m.Kind == SpuriousMark || m.Kind == CommandMark {
			got = append(got, fmt.Sprint(m.Kind == SpuriousMark, " ", m.Step, " ", m.Text))
		}
	}
	if want := []string{"true 40 " + name}; !slices.Equal(got, want) {
		t.Errorf("marks %q, not %q", got, want)
	}
}
