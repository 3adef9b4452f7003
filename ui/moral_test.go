package ui

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/screen"
)

// firstSentence is what a moral begins with, which may be a question.
var firstSentence = regexp.MustCompile(`^.*?([.?!] |$)`)

// TestAMoralOfTwoRowsIsWhole: where a screen has room for a second row of the moral, all of its sentences are told that
// fit, and the rows below still say the goal. Where what to try needs a row of its own the first sentence is enough.
func TestAMoralOfTwoRowsIsWhole(t *testing.T) {
	t.Parallel()
	for _, e := range effort.Some(t, scenetest.Shelf(), 10, 40) {
		u := atShelved(t, e.Name)
		p := u.m.session.Program()
		moral := strings.Join(strings.Fields(p.Moral), " ")
		for _, size := range [][2]int{{120, 36}, {160, 50}} {
			u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			rows := strings.Split(u.screen(), "\n")[:6]
			head, told := strings.Join(strings.Fields(strings.Join(rows, " ")), " "), moral
			if slices.ContainsFunc(rows, func(l string) bool { return strings.HasPrefix(l, " try ") }) {
				told = strings.TrimSpace(firstSentence.FindString(moral))
			}
			two := len(screen.Wrap(moral, size[0]-2, 0)) <= 2
			if two && !strings.Contains(head, strings.TrimSuffix(told, ".")) {
				t.Errorf("%s at %d: the moral is %q, the head %q", e.Name, size[0], moral, head)
			}
			if goal := strings.Join(strings.Fields(p.Goal), " "); !strings.Contains(head, goal) {
				t.Errorf("%s at %d: no goal in %q", e.Name, size[0], head)
			}
		}
	}
}
