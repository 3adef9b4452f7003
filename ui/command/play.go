package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/record"
	"github.com/quartet-os/quartet/ui/theme"
	"github.com/quartet-os/quartet/visible"
)

// playFlags are the flags of play and present.
type playFlags struct {
	byHand bool
	notes  string
	theme  string
	layout string
	seed   seedFlag
}

// stdoutName is standard output, where notes go.
const stdoutName = "-"

// notesTime is how long the end waits for notes that are not written yet.
const notesTime = time.Second

func newPlay(h *Host) *cobra.Command {
	var f playFlags
	c := &cobra.Command{
		Use:   "play FILE.demo",
		Short: "Play a demo script on the screen",
		Long: "Play a demo script on the screen, in its own time. PageDown goes on to the next pause, PageUp " +
			"back\n" +
			"to the one before; all other keys work as ever, and at the end the machine is yours. Whoever touches\n" +
			"it before holds the demo, until PageDown.\n\n" +
			"By hand every pause lasts until PageDown, which is what a presenter's remote sends: quartet present " +
			"does\n" +
			"the same. The script's notes go to a file, or to another terminal.",
		Example: "quartet play lecture.demo --by-hand --notes-to notes.txt\n" +
			"quartet play tour.demo --notes-to /dev/pts/3",
	}
	c.Flags().BoolVar(&f.byHand, "by-hand", false, "let every pause last until PageDown")
	f.complete(h, c)
	return c
}

// complete gives a command what play and present share: its argument, what it does, and flags.
func (f *playFlags) complete(h *Host, c *cobra.Command) {
	c.Args = oneArgument("a demo script: a file, a lesson, or one of " + strings.Join(presets.DemoNames(), ", "))
	c.ValidArgsFunction = completeScripts
	c.RunE = func(cmd *cobra.Command, args []string) error {
		return playDemo(cmd.Context(), h, f, args[0])
	}
	c.Flags().StringVar(&f.notes, "notes-to", "", "append the speaker's notes to this file as they come; - "+
		"is standard output")
	c.Flags().StringVar(&f.theme, "theme", "", "colours: "+strings.Join(theme.Names(), ", ")+" (the script's)")
	c.Flags().StringVar(&f.layout, "layout", "", "layout: "+strings.Join(demo.Layouts(), ", ")+" (the script's)")
	c.Flags().Var(&f.seed, "seed", "draw durations from this seed instead of the script's")
	completeFlag(c, "theme", theme.Names())
	completeFlag(c, "layout", demo.Layouts())
}

// playDemo plays a script, or tells it where there is no screen.
func playDemo(ctx context.Context, h *Host, f *playFlags, arg string) error {
	if err := (&screenFlags{theme: f.theme, layout: f.layout}).check(); err != nil {
		return err
	}
	script, err := readPlayed(arg)
	if err != nil {
		return err
	}
	if f.theme != "" {
		script.Theme = f.theme
	}
	if f.layout != "" {
		script.KeepLayout(f.layout)
	}
	again := func() (*session.Session, error) { return openScript(h, script, f.seed) }
	s, err := again()
	if err != nil {
		return err
	}
	if err := script.Misfit(s.Program().Source); err != nil {
		return &ended{ExitUsage, err}
	}
	live := h.Live && h.Screen != nil
	if f.notes == stdoutName && live {
		return fail(ExitUsage, "the screen is on standard output; notes go to a file or to a second terminal: tty "+
			"says its name there, --notes-to /dev/pts/3")
	}
	notes, done, err := openNotes(f.notes)
	if err != nil {
		return err
	}
	defer done()
	p := &production{h: h, flags: &recordFlags{seed: f.seed}}
	o := h.options(s)
	o.Theme, o.Open = script.Theme, p.opener(script.Name)
	if !live {
		return tellDemo(ctx, h, script, o, notes, f.notes == stdoutName)
	}
	h.settings(&o)
	o.Demo, o.Notes, o.Again = script, notes, again
	if f.byHand {
		o.Pace = demo.BySpeaker
	}
	return h.show(ctx, o)
}

// openNotes opens the file for the speaker's notes; nil for none. They are written beside the screen: a
// terminal that is held, or a slow disk, must not hold it up.
func openNotes(name string) (w io.Writer, done func(), err error) {
	if name == "" || name == stdoutName {
		return nil, func() {}, nil
	}
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() && info.Mode()&os.ModeCharDevice == 0 {
		return nil, nil, fail(ExitIO, "%s is %s; notes go to a file or a terminal", name, disk.What(info.Mode()))
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, disk.Shared)
	if err != nil {
		return nil, nil, fail(ExitIO, "the notes cannot be written: %w", err)
	}
	spool := disk.NewSpool(func() (io.WriteCloser, error) { return file, nil }, 0)
	return visible.Writer{To: spool}, func() { _ = spool.Close(notesTime) }, nil
}

// tellDemo prints a demo as text: chapters, captions and the story, and the notes where they are to stand between.
func tellDemo(ctx context.Context, h *Host, script *demo.Script, o ui.Options, notes io.Writer, between bool) error {
	if h.Stage == nil {
		return narrateSession(ctx, h, o.Session)
	}
	stage, err := h.Stage(ctx, o)
	if err != nil {
		return &ended{ExitUsage, err}
	}
	if script.W == 0 {
		script.W, script.H = recordWidth, recordHeight
	}
	out := newOutput(h.Out)
	if between {
		notes = spoken{out}
	}
	r := demo.Recording{About: &record.About{}, W: script.W, H: script.H, Notes: notes}
	if r.About.W, r.About.H, err = r.Size(script, stage); err != nil {
		return &ended{ExitUsage, err}
	}
	if err := demo.Record(ctx, script, stage, r, told{out, script.Lesson()}); err != nil {
		return stopped(because(ctx, err))
	}
	return out.close()
}

// spoken prints notes between what is told.
type spoken struct{ out *output }

// Write prints notes.
func (s spoken) Write(text []byte) (int, error) {
	for line := range strings.Lines(string(text)) {
		s.out.line("note  %s", strings.TrimSuffix(line, "\n"))
	}
	return len(text), s.out.err
}

// told is a recording that is read aloud. A demo says first what is to be seen, a lesson speaks of what was seen.
type told struct {
	out    *output
	lesson bool
}

// Frame prints what a frame tells.
func (t told) Frame(f *record.Frame) error {
	first := f.Before
	if t.lesson {
		first = len(f.Said)
	}
	t.said(f.Said[:first])
	if f.Chapter != "" {
		t.out.line("\n# %s\n", f.Chapter)
	}
	captioned := t.lesson || f.PosedFirst // behind what is posed
	if f.Caption != "" && !captioned {
		t.out.line("> %s", f.Caption)
	}
	if f.Posed != "" {
		t.out.line("? %s", f.Posed)
	}
	if f.Caption != "" && captioned {
		t.out.line("> %s", f.Caption)
	}
	t.said(f.Said[first:])
	return t.out.err
}

// said prints sentences of the story.
func (t told) said(all []string) {
	for _, s := range all {
		t.out.line("%s", s)
	}
}

// Close ends.
func (t told) Close(time.Duration) error { return nil }

// completeScripts offers demo scripts, and lessons.
func completeScripts(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	found, _ := completeLessons(c, args, typed)
	return append(found, shelfDemos(typed)...), cobra.ShellCompDirectiveDefault
}

// shelfDemos gives the demos of the shelf that begin with what was typed, each with what it is.
func shelfDemos(typed string) (found []string) {
	for _, name := range presets.DemoNames() {
		if strings.HasPrefix(name, typed) {
			found = append(found, fmt.Sprint(name, "\ta demo of the shelf"))
		}
	}
	return found
}
