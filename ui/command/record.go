package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/record"
	"github.com/quartet-os/quartet/ui/record/raster"
	"github.com/quartet-os/quartet/ui/theme"
)

// recordFlags are the flags of record.
type recordFlags struct {
	outs     []string
	out      string // the one of them that is made
	frames   string
	size     string
	theme    string
	title    string
	panel    string
	frame    string
	fps      int
	fixed    bool // fps was asked for
	scale    int
	cast     int
	speed    float64
	from     int64
	to       int64
	animate  bool
	keys     bool
	force    bool
	fragment bool
	seed     seedFlag
}

// The size of a recording that names none, and its most frames a second.
const (
	recordWidth, recordHeight = 80, 24
	recordFPS                 = 30
)

func newRecord(h *Host) *cobra.Command {
	var f recordFlags
	c := &cobra.Command{
		Use:   "record FILE.demo|SCENE|SESSION -o OUT",
		Short: "Record a demo, a scene or a session in a form that outlives the terminal",
		Long: "Record a demo script, a scene or a session. The ending of OUT chooses the form:\n\n" + formsHelp() +
			"\nThe demos of the shelf go by their names, such as plan-conditions, with or without .demo; where a\n" +
			"scene has the same name, the name alone is the scene.\n" +
			"\nA scene is recorded until what it expects shows, or for 20 seconds, and what it has come to\n" +
			"stays for 3 seconds more. The clock is not the wall's: the same input gives the same bytes, on\n" +
			"any machine. Beside a picture stands what it shows in words, in OUT.alt.txt.",
		Example: "quartet record lecture.demo -o lecture.html -o lecture.tex\n" +
			"quartet record deadlock-by-lock-order -o deadlock.gif --size 100x30\n" +
			"quartet record tour.demo --frames pictures  # then ffmpeg, as docs/recording.md has it",
		Args: oneArgument("a demo script, a scene or a session; demos of the shelf are " +
			strings.Join(presets.DemoNames(), ", ")),
		ValidArgsFunction: completeDemos,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.fixed = cmd.Flags().Changed("fps")
			return recordTo(cmd.Context(), h, &f, args[0])
		},
	}
	flags := c.Flags()
	flags.StringArrayVarP(&f.outs, "out", "o", nil, "the file to write; several are several forms of one film")
	flags.StringVar(&f.frames, "frames", "", "write pictures into this folder instead, for a video tool")
	flags.StringVar(&f.size, "size", "", "in cells, such as 120x36 (the script's, else 80x24)")
	flags.StringVar(&f.theme, "theme", "", "colours: "+strings.Join(theme.Names(), ", ")+" (the script's, else dark)")
	flags.StringVar(&f.title, "title", "", "the title (the script's, else the scene's moral)")
	flags.StringVar(&f.panel, "panel", "", "show this panel alone: "+strings.Join(demo.Panels(), ", "))
	flags.StringVar(&f.frame, "frame", "", "what is around it: pad, blank cells; window, with the title")
	flags.IntVar(&f.fps, "fps", recordFPS, "at most so many frames a second; with --frames, exactly so many if given")
	flags.IntVar(&f.scale, "scale", 0, "size of a picture's cells: 8x17 pixels times this (1; 2 for .png)")
	flags.IntVar(&f.cast, "cast", record.CastV2, "version of a .cast: 2, or 3 for asciinema from 3.0")
	flags.Float64Var(&f.speed, "speed", 1, "how many times as fast")
	flags.Int64Var(&f.from, "from", 0, "begin with this pass")
	flags.Int64Var(&f.to, "to", 0, "end with this pass")
	flags.BoolVar(&f.animate, "animate", false, "let an .svg move, instead of showing the last frame")
	flags.BoolVar(&f.fragment, "fragment", false, "of a .tex the table alone, to be included in a document")
	flags.BoolVar(&f.keys, "keys", false, "show the keys that are pressed")
	flags.BoolVar(&f.force, "force", false, "replace a file that is there")
	flags.Var(&f.seed, "seed", "draw durations from this seed instead of the scene's")
	completeFlag(c, "theme", theme.Names())
	completeFlag(c, "panel", demo.Panels())
	completeFlag(c, "frame", demo.Frames())
	return c
}

// check refuses what makes no sense before anything is opened.
func (f *recordFlags) check() error {
	switch {
	case len(f.outs) == 0 && f.frames == "":
		return fail(ExitUsage, "record needs to know what to write: -o OUT, with one of these endings,\n"+
			"or --frames FOLDER\n%s", formsHelp())
	case len(f.outs) > 0 && f.frames != "":
		return fail(ExitUsage, "-o and --frames do not go together; each is a recording of its own")
	case f.fragment && f.frames != "":
		return fail(ExitUsage, "--fragment goes with -o FILE%s", texEnding)
	case f.fps < 1 || f.fps > 100:
		return fail(ExitUsage, "--fps goes from 1 to 100")
	case f.scale < 0 || f.scale > raster.MaxScale:
		return fail(ExitUsage, "--scale goes from 1 to %d", raster.MaxScale)
	case !(f.speed >= 0.01 && f.speed <= 100): // NaN is neither
		return fail(ExitUsage, "--speed goes from 0.01 to 100")
	case f.from < 0 || f.to < 0 || f.to > 0 && f.from > f.to:
		return fail(ExitUsage, "--from and --to are passes, counted from 0, and --from is not behind --to")
	case f.twice() != "":
		return fail(ExitUsage, "-o names a file twice: %s", f.twice())
	case f.cast != record.CastV2 && f.cast != record.CastV3:
		return fail(ExitUsage, "--cast is 2 or 3")
	case f.theme != "" && !slices.Contains(theme.Names(), f.theme):
		return fail(ExitUsage, "there is no theme %q; there are %s", f.theme, strings.Join(theme.Names(), ", "))
	case f.panel != "" && !slices.Contains(demo.Panels(), f.panel):
		return fail(ExitUsage, "there is no panel %q; there are %s", f.panel, strings.Join(demo.Panels(), ", "))
	case f.frame != "" && !slices.Contains(demo.Frames(), f.frame):
		return fail(ExitUsage, "there is no frame %q; there are %s", f.frame, strings.Join(demo.Frames(), ", "))
	}
	if f.size == "" {
		return nil
	}
	if _, _, err := demo.Size(f.size); err != nil {
		return fail(ExitUsage, "--size: %w", err)
	}
	return nil
}

// recordTo records one thing, in each form that is asked for. Whatever goes wrong, or a wish to stop, leaves no half
// file; where one form fails none is kept.
func recordTo(ctx context.Context, h *Host, f *recordFlags, arg string) error {
	if err := f.check(); err != nil {
		return err
	}
	from, err := readFilmed(h, arg, f.seed)
	if err != nil {
		return err
	}
	outs := f.outs
	if len(outs) == 0 {
		outs = []string{""} // the folder
	}
	var all []*take
	defer func() {
		for _, t := range all {
			t.to.discard()
		}
	}()
	for _, out := range outs {
		t, err := begin(ctx, h, f.writing(out), from)
		if err != nil {
			return err
		}
		all = append(all, t)
	}
	for _, t := range all {
		err := t.make(ctx, t.made, t.to)
		if err == nil {
			err = t.to.finish()
		}
		if err != nil {
			return stopped(t.to.placed(because(ctx, err)))
		}
	}
	return keepAll(h, all)
}

// writing returns the flags of one of the files.
func (f *recordFlags) writing(out string) *recordFlags {
	one := *f
	one.outs, one.out = nil, out
	return &one
}

// take is one form of a recording.
type take struct {
	*production
	made form
	to   *target
}

// begin prepares one form, and begins to write beside its place.
func begin(ctx context.Context, h *Host, f *recordFlags, from *filmed) (*take, error) {
	made, err := formOf(f)
	if err != nil {
		return nil, err
	}
	p, err := newProduction(ctx, h, f, from)
	if err != nil {
		return nil, err
	}
	to, err := newTarget(h, f, made, p.identity)
	return &take{p, made, to}, err
}

// keepAll puts each form in its place, and tells it.
func keepAll(h *Host, all []*take) error {
	out, lacking := newOutput(h.Out), ""
	for _, t := range all {
		if err := t.to.keep(t.about.Text); err != nil {
			return err
		}
		out.line("wrote %s", t.to.told(t.length))
		if text := lackingText(t.lacking); text != "" {
			lacking = text
		}
	}
	if lacking != "" {
		fmt.Fprintf(h.Err, "quartet: %s\n", lacking)
	}
	return out.close()
}

// stopped returns the error of a recording that did not come to its end.
func stopped(err error) error {
	var line *demo.LineError
	var why *asked
	switch {
	case errors.As(err, &why):
		return &ended{why.ExitCode(), fmt.Errorf("%w; nothing was written", why)}
	case errors.Is(err, context.Canceled):
		return fail(ExitFails, "stopped; nothing was written")
	case errors.As(err, &line):
		return &ended{ExitUsage, err}
	case isIO(err):
		return fail(ExitIO, "the recording cannot be written: %w", err)
	}
	return &ended{ExitUsage, err}
}

// progress tells on a terminal how far a recording is.
func progress(h *Host) (tell func(time.Duration), done func()) {
	file, ok := h.status.(*os.File)
	if !ok || !isTerminal(file) {
		return nil, func() {}
	}
	said := time.Time{}
	return func(at time.Duration) {
			if now := time.Now(); now.Sub(said) > 200*time.Millisecond {
				said = now
				fmt.Fprintf(file, "\rrecorded %.0f s\x1b[K", at.Seconds())
			}
		}, func() {
			if !said.IsZero() {
				fmt.Fprint(file, "\r\x1b[K")
			}
		}
}
