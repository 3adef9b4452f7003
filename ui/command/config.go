package command

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/config"
	"github.com/quartet-os/quartet/visible"
)

func newConfig(h *Host) *cobra.Command {
	var path, check bool
	c := &cobra.Command{
		Use:   "config [FILE]",
		Short: "Print the file of settings with what is usual, or look for mistakes in yours",
		Long: "Print the file of settings: theme, layout, speed, motion and every key, with what each is for. All of " +
			"it is " +
			"commented\nout, so that it can be kept as it is and changed line by line.\n\n" +
			"The file is config.toml in the folder quartet of your config folder, or what QUARTET_CONFIG names. " +
			"Flags of the\ncommand line come before it. A line with a mistake is left out and never keeps " +
			"Quartet " +
			"from starting;\n--check names all of them, and ends with 1 where there is one.",
		Example: "mkdir -p \"$(dirname \"$(quartet config --path)\")\"\n" +
			"quartet config > \"$(quartet config --path)\"\nquartet config --check",
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case path && check:
				return fail(ExitUsage, "--path and --check go one at a time")
			case len(args) > 0 && !check:
				return fail(ExitUsage, "%w", flagError{fmt.Errorf("a file goes with --check: quartet config "+
					"--check %s",
					visible.Line(args[0])), cmd.CommandPath()})
			case len(args) > 1:
				return fail(ExitUsage, "%w", flagError{fmt.Errorf("--check looks at one file, and %d were given",
					len(args)), cmd.CommandPath()})
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			out := newOutput(h.Out)
			switch {
			case check:
				return checkConfig(h, out, args)
			case path && h.ConfigFile == "":
				return fail(ExitIO, "there is no config folder here; QUARTET_CONFIG names a file")
			case path:
				out.line("%s", h.ConfigFile)
			default:
				out.line("%s", strings.TrimSuffix(config.Text(), "\n"))
			}
			return out.close()
		},
	}
	c.Flags().BoolVar(&path, "path", false, "print where your file belongs")
	c.Flags().BoolVar(&check, "check", false, "name the lines of your file, or of FILE, that have a mistake")
	return c
}

// checkConfig names what is wrong with a file.
func checkConfig(h *Host, out *output, args []string) error {
	name := h.ConfigFile
	if len(args) > 0 {
		name = args[0]
	}
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		if len(args) > 0 {
			return fail(ExitIO, "%w", err)
		}
		out.line("there is no %s: all is as usual; quartet config prints a file to begin with", visible.Line(name))
		return out.close()
	}
	s, faults, err := config.Load(name)
	if err != nil {
		return fail(ExitIO, "%w", err)
	}
	bad := config.Bad(faults)
	for _, f := range faults {
		note := ""
		if f.Note {
			note = "note: "
		}
		out.line("%s:%d:%d: %s%s", visible.Line(name), f.Line, f.Column, note, visible.Line(f.Text))
	}
	if len(bad) == 0 {
		out.line("%s is fine: %s", visible.Line(name), toldSettings(s))
	}
	if err := out.close(); err != nil && !closedPipe(err) {
		return err
	}
	if len(bad) > 0 {
		return &ended{ExitFails, errSaid}
	}
	return nil
}

// toldSettings says what a file sets.
func toldSettings(s config.Settings) string {
	var all []string
	for _, one := range [...]struct{ what, is string }{{"theme", s.Theme}, {"layout", s.Layout}, {"speed",
		s.Speed}, {"motion", s.Motion}} {
		if one.is != "" {
			all = append(all, one.what+" "+one.is)
		}
	}
	if n := len(s.Keys); n > 0 {
		all = append(all, "keys of "+program.Plural(int64(n), "action"))
	}
	if len(all) == 0 {
		return "all is as usual"
	}
	return strings.Join(all, ", ")
}

// settings puts the user's settings into what a screen is opened with, where no flag has said anything. What is wrong
// with them is said on the screen.
func (h *Host) settings(o *ui.Options) {
	s, faults, err := config.Load(h.ConfigFile)
	if o.Theme == "" {
		o.Theme = s.Theme
	}
	if o.Layout == "" {
		o.Layout = s.Layout
	}
	if o.Speed == "" {
		o.Speed = s.Speed
	}
	o.Motion = o.Motion || s.Motion != "false"
	o.Keys = s.Keys
	said := ""
	switch bad := config.Bad(faults); {
	case err != nil:
		said = "the config is not read: " + err.Error()
	case len(bad) > 0:
		said = fmt.Sprintf("config line %d: %s", bad[0].Line, bad[0].Text)
		if more := len(bad) - 1; more > 0 {
			said += fmt.Sprintf(", and %d more", more)
		}
		said += " · quartet config --check"
	default:
		return
	}
	o.Notice = strings.TrimPrefix(o.Notice+" · "+said, " · ")
}
