package ui

import (
	"fmt"
	"math/rand/v2"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/ui/keys"
)

// blow returns a script of messages: keys of every mode, ways into modes, windows, the mouse and pastes.
func blow(r *rand.Rand, n int, all []string) []tea.Msg {
	var script []tea.Msg
	w, h := 120, 36
	for len(script) < n {
		x, y := r.IntN(w+8), r.IntN(h+4)
		button := buttons[r.IntN(len(buttons))]
		switch r.IntN(12) {
		case 0:
			if w, h = 1+r.IntN(widest), 1+r.IntN(highest); r.IntN(3) == 0 {
				w, h = 1+r.IntN(70), 1+r.IntN(20) // where most goes wrong
			}
			script = append(script, tea.WindowSizeMsg{Width: w, Height: h})
		case 1:
			script = append(script, tea.MouseClickMsg{X: x, Y: y, Button: button})
		case 2:
			script = append(script, tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft},
				tea.MouseMotionMsg{X: r.IntN(w), Y: y, Button: tea.MouseLeft}, tea.MouseReleaseMsg{X: x, Y: y})
		case 3:
			script = append(script, tea.MouseWheelMsg{X: x, Y: y, Button: wheels[r.IntN(len(wheels))]})
		case 4:
			script = append(script, tea.PasteMsg{Content: pastes[r.IntN(len(pastes))]})
		case 5:
			way := append([]string{"esc", "esc", "esc"}[r.IntN(4):], ways()[r.IntN(int(keys.Modes))].keys...)
			for _, key := range way {
				script = append(script, keyOf(key))
			}
		case 6:
			script = append(script, keyOf("esc"))
		default:
			script = append(script, keyOf(all[r.IntN(len(all))]))
		}
	}
	return script
}

// The mouse has buttons and a wheel.
var (
	buttons = [...]tea.MouseButton{tea.MouseLeft, tea.MouseLeft, tea.MouseRight, tea.MouseMiddle, tea.MouseNone}
	wheels  = [...]tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown, tea.MouseWheelLeft, tea.MouseWheelRight}
)

// pastes are texts that somebody pastes: commands, lines, signs of all kinds.
var pastes = [...]string{"", "spawn producer", "tour", "go 3", "find len(work) == 2", "x\ny\r\nz", "\x1b[31mred\x1b[0m",
	"if len(work) == 0 {", "日本語 👩‍👩‍👧 é", "\x00\x07\t\u202e", "rule signal_callback none\n"}

// TestAStormIsTheSameTwice sends scripts of anything: after each message the screen is exactly as large as the window,
// and the same script gives the same frames again. esc loses nothing on the way.
func TestAStormIsTheSameTwice(t *testing.T) {
	t.Parallel()
	scenes := []string{pair, short, crossed}
	every := everyKey()
	met := map[keys.Mode]bool{}
	for seed := range effort.Times(5, 24, 400) {
		r := rand.New(rand.NewPCG(uint64(seed), 11))
		script := blow(r, effort.Times(60, 150, 250), every)
		sit := func() *user {
			return sitDown(t, scenes[seed%len(scenes)], equipped, func(o *Options) { o.Tour.Begin = seed%4 == 3 })
		}
		first, again := sit(), sit()
		for i, msg := range script {
			where := fmt.Sprintf("storm %d, message %d, %T %v", seed, i, msg, msg)
			if k, ok := msg.(tea.KeyPressMsg); !ok || k.String() != "esc" {
				first.send(msg)
			} else if err := first.escapes(); err != nil {
				t.Fatalf("%s: %v", where, err)
			}
			met[first.m.stack.Mode] = true
			if err := exactly(first.m); err != nil {
				t.Fatalf("%s: %v", where, err)
			}
			again.send(msg)
			if a, b := first.m.View().Content, again.m.View().Content; a != b {
				t.Fatalf("%s: another frame than before\n%s\n%s", where, first.screen(), again.screen())
			}
		}
	}
	for mode := range keys.Modes {
		if !met[mode] && !effort.Quick() {
			t.Errorf("no storm came to mode %d", mode)
		}
	}
}

// stand is what esc must not change.
type stand struct {
	run   *session.Session
	given int
	at    int64
}

func (u *user) stand() stand {
	return stand{u.m.session, len(u.m.session.Commands()), u.m.session.Position()}
}

// escapes presses esc, which loses nothing; where an answer led to another step, and where a card of the tour led to
// another scene, it leads back.
func (u *user) escapes() error {
	before, touring := u.stand(), u.m.tour.On()
	away := u.m.stack.Mode == keys.Explaining && u.m.known.reasons.Away(u.m.session)
	u.press("esc")
	after := u.stand()
	if away {
		after.at = before.at
	}
	if touring && !u.m.tour.On() {
		return nil
	}
	if after != before {
		return fmt.Errorf("esc lost something: %+v became %+v", before, after)
	}
	return nil
}
