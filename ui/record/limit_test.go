package record

import (
	"strings"
	"testing"
	"time"
)

// heard keeps what a writer is told.
type heard struct {
	at    []time.Duration
	text  []string
	said  []string
	marks []string
	end   time.Duration
}

func (h *heard) Frame(f *Frame) error {
	h.at, h.text, h.said = append(h.at, f.At), append(h.text, f.Grid.String()), append(h.said, f.Said...)
	if f.Chapter != "" {
		h.marks = append(h.marks, f.Chapter)
	}
	return nil
}

func (h *heard) Close(at time.Duration) error {
	h.end = at
	return nil
}

func TestLimitThinsFrames(t *testing.T) {
	m := newMovie(t, "bounded-buffer", 80, 80, 24)
	var all []string
	for _, f := range m.frames {
		all = append(all, f.Said...)
	}
	for _, rate := range []int{0, 1, 2, 3, 30} {
		h := &heard{}
		m.play(t, Limit(h, rate))
		for i := range h.at {
			if i > 0 && rate > 0 && h.at[i]-h.at[i-1] < time.Second/time.Duration(rate) {
				t.Errorf("rate %d: %v comes %v after the frame before", rate, h.at[i], h.at[i]-h.at[i-1])
			}
			if want := m.at(h.at[i]).Grid.String(); h.text[i] != want {
				t.Errorf("rate %d: at %v another frame is shown", rate, h.at[i])
			}
		}
		if strings.Join(h.said, "\n") != strings.Join(all, "\n") {
			t.Errorf("rate %d: %d of %d sentences are told", rate, len(h.said), len(all))
		}
		if got := strings.Join(h.marks, " "); got != "Part 1 Part 2" {
			t.Errorf("rate %d: the chapters are %s", rate, got)
		}
		if h.text[len(h.text)-1] != m.frames[79].Grid.String() || h.end < m.end || h.end > m.end+time.Second {
			t.Errorf("rate %d: the last frame is missing, or does not stay until %v but %v", rate, m.end, h.end)
		}
	}
}
