package command

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/source"
	"github.com/quartet-os/quartet/ui/tour"
)

func newTour(h *Host) *cobra.Command {
	flags := screenFlags{tour: true}
	c := &cobra.Command{
		Use:   "tour",
		Short: "Eight cards that show what to press",
		Long: "Eight cards over a running scene that show what to press and why; each turns when its key\n" +
			"is pressed. esc leaves the tour, and :tour, or this command, takes it up at the same card. Where\n" +
			"there is no terminal, the cards are printed.",
		Example:           "quartet tour",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !h.Live || h.Screen == nil {
				return printTour(h)
			}
			return openScreen(cmd.Context(), h, &flags, nil)
		},
	}
	flags.add(c)
	return c
}

// printTour prints the cards, each about its scene before the first step.
func printTour(h *Host) error {
	out := newOutput(h.Out)
	for number := 1; number <= tour.Cards(); number++ {
		var t tour.Tour
		t.Begin(number)
		in, err := read(h, t.Scene())
		if err != nil {
			return err
		}
		s, err := in.session(seedFlag{})
		if err != nil {
			return err
		}
		title, lines := tour.Text(number, s.Program(), s.Engine().Snapshot(nil))
		out.line("%d  %s", number, title)
		for _, l := range lines {
			out.line("   %s", l)
		}
	}
	return out.close()
}

// tourFile is where it is remembered that the tour was seen, and up to which card.
func (s state) tourFile() string { return filepath.Join(s.dir, "tour") }

// tour returns what is remembered of the tour. Without a folder nothing is, and it begins each time.
func (s state) tour() ui.Tour {
	if s.dir == "" {
		return ui.Tour{}
	}
	text, err := source.Read(s.tourFile())
	card, wrong := strconv.Atoi(strings.TrimSpace(string(text)))
	switch {
	case err != nil:
		card = 0
	case wrong != nil || card < 1:
		card = 1 // somebody has seen it
	}
	return ui.Tour{Card: card, Keep: func(card int) error {
		if err := os.MkdirAll(s.dir, 0o700); err != nil {
			return err
		}
		return disk.Replace(s.tourFile(), []byte(strconv.Itoa(card)+"\n"), disk.Private)
	}}
}

// waiting says that the tour was left before its end, and how it goes on; "" where it was not. It begins by itself once
// only, and may have come when there was no time for it.
func waiting(t ui.Tour) string {
	if t.Card < 1 || t.Card > tour.Cards() {
		return ""
	}
	return fmt.Sprintf(":tour goes on with the tour, at card %d", t.Card)
}
