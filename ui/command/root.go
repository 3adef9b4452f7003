package command

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/config"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/theme"
)

// screenFlags are the flags of the screen command.
type screenFlags struct {
	last   bool
	theme  string
	layout string
	speed  string
	ascii  bool
	motion bool
	still  bool // no motion
	tour   bool // the tour begins, whether it was seen before or not
	seed   seedFlag
}

func newRoot(h *Host) *cobra.Command {
	var flags screenFlags
	root := &cobra.Command{
		Use:   "quartet [SCENE|FILE|SESSION|-]",
		Short: "Watch four queues run a kernel",
		Long: "Quartet shows coroutines moving between FREE, READY, WAITING and TIMED-WAITING, forwards and " +
			"backwards.\n\n" +
			"Without an argument it opens the first scene of the shelf, the first time with a tour of eight\n" +
			"cards. A scene is named by the shelf's name or an\n" +
			"unambiguous beginning of it (see quartet list), by a file, or by - for standard input. Where " +
			"there is no\n" +
			"terminal, the narration is printed instead.",
		Example: "quartet bounded-buffer\nquartet mine.scene\nquartet --last",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fail(ExitUsage, "%w", flagError{fmt.Errorf("quartet opens one scene, and %d were given: %s",
					len(args), strings.Join(args, " ")), cmd.CommandPath()})
			}
			return nil
		},
		ValidArgsFunction: completeScenes,
		RunE: func(cmd *cobra.Command, args []string) error {
			return openScreen(cmd.Context(), h, &flags, args)
		},
	}
	root.Flags().BoolVar(&flags.last, "last", false, "take up the session that was left last")
	flags.add(root)
	root.Flags().Var(&flags.seed, "seed", "draw durations from this seed instead of the scene's")
	addCommands(root, h)
	for _, c := range append(root.Commands(), root) {
		guard(h, c)
	}
	return root
}

// add gives a command the flags that say how the screen looks at first.
func (f *screenFlags) add(c *cobra.Command) {
	themes := append([]string{autoTheme}, theme.Names()...)
	c.Flags().StringVar(&f.theme, "theme", "", "colours: "+strings.Join(themes, ", ")+" (as the terminal)")
	c.Flags().StringVar(&f.layout, "layout", "",
		"how the screen is divided: "+strings.Join(panel.LayoutNames(), ", ")+" (auto)")
	c.Flags().StringVar(&f.speed, "speed", "", "steps a second of a run: "+strings.Join(config.SpeedNames(),
		", ")+" (4)")
	c.Flags().BoolVar(&f.motion, "motion", false, "show what a step moves on its way, whatever your config says")
	c.Flags().BoolVar(&f.still, "no-motion", false, "show each step as one picture")
	c.Flags().BoolVar(&f.ascii, "ascii", false, "draw with plain letters only")
	completeFlag(c, "theme", themes)
	completeFlag(c, "layout", panel.LayoutNames())
	completeFlag(c, "speed", config.SpeedNames())
}

// apply gives a screen what the flags say, and else what the file of settings does.
func (f *screenFlags) apply(h *Host, o *ui.Options) {
	o.Theme, o.Layout, o.Speed, o.ASCII, o.Motion = f.theme, f.layout, f.speed, f.ascii, f.motion
	h.settings(o)
	o.Motion = o.Motion && !f.still
}

// autoTheme takes the theme that fits the terminal's background.
const autoTheme = "auto"

// openScreen opens what was named on the live screen, or narrates it where there is none.
func openScreen(ctx context.Context, h *Host, flags *screenFlags, args []string) error {
	if err := flags.check(); err != nil {
		return err
	}
	st := stateIn(h.StateDir)
	in, err := chosen(h, st, flags, args)
	if err != nil {
		return err
	}
	if !h.Live || h.Screen == nil {
		return narrateInput(ctx, h, in, flags.seed)
	}
	s, err := in.session(flags.seed)
	if err != nil {
		return err
	}
	o := h.options(s)
	o.Open = func(name string) (*session.Session, string, error) { return openBeside(h, "", name, flags.seed) }
	o.File, o.Notice = in.watched(), in.said
	o.Doubts, o.Drafts, o.Edited = doubts, in.drafts, in.edited
	o.Tour = st.tour()
	o.Tour.Begin = flags.tour || len(args) == 0 && !flags.last && o.Tour.Card == 0
	if len(args) == 0 && !flags.last && !o.Tour.Begin && o.Notice == "" {
		o.Notice = waiting(o.Tour)
	}
	flags.apply(h, &o)
	return h.show(ctx, o)
}

// show opens the screen, which listens to signals by itself.
func (h *Host) show(ctx context.Context, o ui.Options) error {
	o.NoColor = h.NoColor
	return h.signals.without(func() error { return h.Screen(ctx, o) })
}

// options returns what every screen gets. A session that is kept needs no journal any more.
func (h *Host) options(s *session.Session) ui.Options {
	st := stateIn(h.StateDir)
	log := st.newJournal()
	return ui.Options{
		Learn:   h.learn(),
		Session: s, Ask: ask.EverySchedule, Scenes: presets.List, Save: saveNew, Create: createNew,
		Replace: replaceFile, Names: namesIn, Editor: usersEditor,
		CrashDir:    st.crashDir(),
		HistoryFile: st.historyFile(), Journal: log.opener(), Goals: st.goals(),
		Keep: func(data []byte) error {
			err := st.keep(data)
			if err == nil {
				log.remove()
			}
			return err
		},
	}
}

// check refuses what the screen would not know.
func (f *screenFlags) check() error {
	if names := append([]string{autoTheme}, theme.Names()...); f.theme != "" && !slices.Contains(names, f.theme) {
		return fail(ExitUsage, "there is no theme %q; there are %s", f.theme, strings.Join(names, ", "))
	}
	if f.speed != "" {
		if _, err := config.SpeedByName(f.speed); err != nil {
			return fail(ExitUsage, "%w", err)
		}
	}
	if f.motion && f.still {
		return fail(ExitUsage, "--motion and --no-motion go one at a time")
	}
	if names := panel.LayoutNames(); f.layout != "" && !slices.Contains(names, f.layout) {
		return fail(ExitUsage, "there is no layout %q; %sthere are %s", f.layout,
			program.Meant(f.layout, names), strings.Join(names, ", "))
	}
	return nil
}

// chosen returns what the arguments name: --last, a scene, a file or the tour's first scene.
func chosen(h *Host, st state, flags *screenFlags, args []string) (*input, error) {
	switch {
	case flags.last && len(args) > 0:
		return nil, fail(ExitUsage, "--last takes up the last session; it goes without %q", args[0])
	case flags.last:
		return st.last()
	case len(args) == 1:
		return read(h, args[0])
	}
	return read(h, presets.Names()[0])
}

// completeFlag offers a flag's values to the shell.
func completeFlag(c *cobra.Command, name string, values []string) {
	// The error is about a flag that is not there, which a test of any command would show.
	_ = c.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// completeScenes offers the shelf's names, and files.
func completeScenes(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if merge := c.Flags().Lookup("merge"); merge != nil && merge.Changed {
		return nil, cobra.ShellCompDirectiveDefault
	}
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, e := range presets.List() {
		if strings.HasPrefix(e.Name, typed) {
			names = append(names, e.Name+"\t"+firstSentence(e.Moral))
		}
	}
	return names, cobra.ShellCompDirectiveDefault
}

// firstSentence returns a text up to its first full stop that is not in the middle of a quotation, on one line.
func firstSentence(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for end := 0; ; {
		first, _, found := strings.Cut(text[end:], ". ")
		if !found {
			return text
		}
		end += len(first) + len(". ")
		if strings.Count(text[:end], `"`)%2 == 0 {
			return text[:end-1]
		}
	}
}
