//go:build !windows

package ui

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
)

// TestAStormInATerminal sends keys, windows, the mouse and pastes to the real program, faster than it draws. What it
// shows then is whole, and what it draws when it draws all anew; at the end the terminal is given back.
func TestAStormInATerminal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "pair.scene"), []byte(pair), 0o600); err != nil {
		t.Fatal(err)
	}
	start := programIn(t, dir, 120, 36, "VISUAL=true")
	// What ends the program is pressed elsewhere. A bracket that is typed into a field before "31m", which can be typed
	// there too, would look like what is left of a sequence.
	every := slices.DeleteFunc(everyKey(), func(key string) bool {
		return slices.Contains([]string{"q", "S", "ctrl+c", "ctrl+e", "€", "["}, key)
	})
	for seed := range effort.Times(1, 2, 12) {
		r := rand.New(rand.NewPCG(uint64(seed), 12))
		w := &walker{t: t, start: start, scene: "pair.scene"}
		w.x = start(w.scene)
		w.x.shows("READY")
		for range effort.Times(2, 4, 12) {
			for range 30 {
				w.x.throw(r, every)
			}
			width, height := 60+r.IntN(140), 20+r.IntN(40)
			w.x.resize(width, height)
			w.x.settle()
			w.x.whole(fmt.Sprintf("storm %d", seed), width, height)
		}
		w.x.resize(120, 36)
		w.leaves()
	}
}

// throw sends one thing, whatever the program is doing.
func (x *terminal) throw(r *rand.Rand, every []string) {
	switch r.IntN(8) {
	case 0:
		x.resize(1+r.IntN(widest), 1+r.IntN(highest))
	case 1:
		column, row := 1+r.IntN(130), 1+r.IntN(40)
		what := []int{0, 0, 2, 32, 64, 65}[r.IntN(6)]
		x.keys(fmt.Sprintf("\x1b[<%d;%d;%dM\x1b[<0;%d;%dm", what, column, row, column, row))
	case 2:
		x.keys("\x1b[200~" + []string{"", "x", "go 3", "日本語", "a\tb"}[r.IntN(5)] + "\x1b[201~")
	default:
		x.keys(typed(every[r.IntN(len(every))]))
	}
}
