package ui

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/lesson"
	"github.com/quartet-os/quartet/ui/panel"
)

// parts are what a way says, one after the other: of names that are picked from the list each alone.
func parts(hint string) (all []string) {
	way := strings.TrimSuffix(strings.TrimPrefix(hint, "One way: "), ".")
	names, picked := strings.CutPrefix(way, "e, and there ")
	if !picked {
		return strings.Split(way, ", then ")
	}
	for name := range strings.SplitSeq(names, ", ") {
		all = append(all, "e, and there "+name)
	}
	return all
}

// picks makes a pass of somebody by the list of choices.
func (p *pupil) picks(name string) {
	p.t.Helper()
	p.press("e")
	at := slices.IndexFunc(p.m.choicePage().(*panel.Choices).Rows, func(r panel.ChoiceRow) bool {
		return r.Who >= 0 && p.m.session.Engine().Name(r.Who) == name
	})
	if at < 0 {
		p.t.Fatalf("%s is no choice:\n%s", name, p.screen())
	}
	p.press(strconv.Itoa(at+1), "e")
}

// plays does what a way says.
func (p *pupil) plays(hint string) {
	p.t.Helper()
	for _, part := range parts(hint) {
		name, picked := strings.CutPrefix(part, "e, and there ")
		switch command, typed := strings.CutPrefix(part, ":"); {
		case picked:
			p.picks(name)
		case typed:
			p.press(":")
			for _, r := range command {
				p.press(strings.ReplaceAll(string(r), " ", "space"))
			}
			p.press("enter")
			for p.m.play.on {
				p.deliver(p.send(tickMsg{ticket: p.m.ticket(playWork), at: p.now}))
				p.now = p.now.Add(time.Second)
			}
		default:
			s, err := demo.Parse("way", "key "+part)
			if err != nil {
				p.t.Fatal(err)
			}
			for _, k := range s.Actions[0].Keys {
				for range k.Times {
					p.press(k.Key)
				}
			}
		}
	}
}

// TestAWayIsToldInWhatWasTaught: as names to pick from the list of choices, else as keys and typed commands; no line of
// a script is any of these.
func TestAWayIsToldInWhatWasTaught(t *testing.T) {
	t.Parallel()
	picked := 0
	for _, l := range lesson.List() {
		p := takes(t, l, 80, 24)
		for n := 0; !p.m.demo.Player.Done() && n < mostCards; n++ {
			if card := p.m.demo.Player.Card(); p.m.demo.Player.Asked() == demo.TaskAction {
				way := p.m.keys.Words(card.Hints[len(card.Hints)-1])
				for _, part := range parts(way) {
					alone := strings.HasPrefix(part, ":run ") && !strings.Contains(way, ":until")
					if strings.HasPrefix(part, "run ") || alone {
						t.Errorf("%s: %s", l.Name, way)
					}
				}
				if strings.HasPrefix(way, "One way: e, and there ") {
					picked++
				}
			}
			p.press("pgdown")
		}
	}
	if picked < 5 {
		t.Errorf("%d ways are told as names", picked)
	}
}
