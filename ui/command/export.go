package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/export/golang"
	"github.com/quartet-os/quartet/engine/export/promela"
	"github.com/quartet-os/quartet/engine/export/pthreads"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/visible"
)

// exportTarget is something that a scene is written as.
type exportTarget struct {
	flag, about string
	grained     bool // --grain goes with it
	controls    bool // --controlled goes with it
	// write returns the text, and what is to be said of it beside it.
	write func(s *export.Scene, how exportManner) (text []byte, notes []string, err error)
}

// exportManner is how a scene is written.
type exportManner struct {
	grain      program.Grain
	controlled bool
}

// exportTargets lists all there are: each is a flag of export.
func exportTargets() []exportTarget {
	return []exportTarget{
		{"go", "a program in Go: sync.Mutex, sync.Cond, channels and goroutines", false, true, exportGo},
		{"c", "a program in C11 with POSIX threads: pthread_mutex_t, pthread_cond_t", false, false, exportC},
		{"promela", "a model for Spin, in which each op of the scene is a step", true, false, exportPromela},
	}
}

// exportFlags are the flags of export.
type exportFlags struct {
	out, grain        string
	force, controlled bool
}

func newExport(h *Host) *cobra.Command {
	var f exportFlags
	targets := exportTargets()
	chosen := make([]bool, len(targets))
	c := &cobra.Command{
		Use:   "export SCENE --" + targets[0].flag + " [-o FILE]",
		Short: "Write a scene as a program for what is outside of Quartet",
		Long: "Write a scene as a program in another language, for one of:\n\n" + targetsHelp(targets) + "\n" +
			"What has no twin there, such as a kill, is refused: every construct is named, with its line and " +
			"why, and\nthe exit code is 2. Without -o the program goes to standard output.",
		Example: "quartet export one-condition --go -o one.go && go run one.go -noise\n" +
			"quartet export one-condition --go --controlled -o one.go && go run one.go -seed 7\n" +
			"quartet export one-condition --promela -o one.pml && spin -a -o3 one.pml",
		Args:              oneArgument("a scene: a name of the shelf, a file, or - for standard input"),
		ValidArgsFunction: completeScenes,
		RunE: func(_ *cobra.Command, args []string) error {
			t, err := targetOf(targets, chosen)
			if err != nil {
				return err
			}
			return f.export(h, t, args[0])
		},
	}
	for i, t := range targets {
		c.Flags().BoolVar(&chosen[i], t.flag, false, t.about)
	}
	c.Flags().StringVarP(&f.out, "out", "o", "", "the file to write")
	c.Flags().StringVar(&f.grain, "grain", "", "of a model: pass or op, what can be interleaved (op)")
	c.Flags().BoolVar(&f.controlled, "controlled", false,
		"of a program in Go: who does the next operation is drawn from a seed")
	c.Flags().BoolVar(&f.force, "force", false, "replace a file that is there")
	return c
}

// targetsHelp lists the targets for the help.
func targetsHelp(targets []exportTarget) string {
	var b strings.Builder
	for _, t := range targets {
		fmt.Fprintf(&b, "  --%-12s %s\n", t.flag, t.about)
	}
	return b.String()
}

// targetOf insists on one target.
func targetOf(targets []exportTarget, chosen []bool) (exportTarget, error) {
	i := slices.Index(chosen, true)
	if i >= 0 && !slices.Contains(chosen[i+1:], true) {
		return targets[i], nil
	}
	return exportTarget{}, fail(ExitUsage, "say as what the scene is to be written, with one of\n%s",
		strings.TrimSuffix(targetsHelp(targets), "\n"))
}

// opened reads a scene for export.
func opened(h *Host, arg string) (*export.Scene, error) {
	in, err := read(h, arg)
	if err != nil {
		return nil, err
	}
	p, err := in.scene(seedFlag{})
	if err != nil {
		return nil, err
	}
	s, err := export.Open(in.name, p.Source)
	if err != nil {
		return nil, &ended{ExitUsage, err}
	}
	return s, nil
}

// export writes a scene as a target has it.
func (f *exportFlags) export(h *Host, t exportTarget, arg string) error {
	if f.force && f.out == "" {
		return fail(ExitUsage, "--force goes with -o FILE, the file that it replaces")
	}
	how := exportManner{program.GrainOp, f.controlled}
	if f.grain != "" {
		known := false
		if how.grain, known = program.GrainByName(f.grain); !known {
			return fail(ExitUsage, "--grain is pass or op, not %q", f.grain)
		}
		if !t.grained {
			return fail(ExitUsage, "--grain goes with a model, and not with --%s", t.flag)
		}
	}
	if f.controlled && !t.controls {
		return fail(ExitUsage, "--controlled goes with --go, and not with --%s", t.flag)
	}
	s, err := opened(h, arg)
	if err != nil {
		return err
	}
	text, notes, err := t.write(s, how)
	if err != nil {
		return &ended{ExitUsage, err}
	}
	text = []byte(visible.Text(string(text)))
	if f.out == "" {
		_, err = h.Out.Write(text)
	} else if err = f.write(text); err == nil {
		out := newOutput(h.Out)
		out.line("wrote %s", visible.Line(f.out))
		err = out.close()
	}
	if err != nil {
		return err
	}
	return remark(h, notes)
}

// remark says what is to be said of a program beside it.
func remark(h *Host, notes []string) error {
	for _, n := range notes {
		if _, err := io.WriteString(h.Err, "quartet: "+n+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// write writes the file, whole or not at all, in the place of another one only where that is wanted.
func (f *exportFlags) write(text []byte) error {
	if !f.force {
		err := disk.New(f.out, text, disk.Shared)
		if errors.Is(err, fs.ErrExist) {
			return fail(ExitIO, "%s is there already; --force replaces it", f.out)
		}
		return unwritable(f.out, err)
	}
	var irregular *disk.Irregular
	if err := disk.Regular(f.out); errors.As(err, &irregular) {
		return fail(ExitIO, "%s is %s, which no program replaces; -o needs a file's name", f.out, irregular.What)
	}
	return unwritable(f.out, disk.Replace(f.out, text, disk.Shared))
}

// exportGo writes a scene as a program in Go.
func exportGo(s *export.Scene, how exportManner) (text []byte, notes []string, err error) {
	p, err := golang.Export(s, how.controlled)
	if err != nil {
		return nil, nil, err
	}
	return p.Text, append(askedLate(p.AtEnd), s.Late()...), nil
}

// askedLate says of laws that a program asks them at its end only.
func askedLate(laws []string) (notes []string) {
	for _, law := range laws {
		notes = append(notes, fmt.Sprintf("%q is asked at the end only, since no look at all of it before that is "+
			"of one moment", law))
	}
	return notes
}

// exportC writes a scene as a program in C.
func exportC(s *export.Scene, _ exportManner) (text []byte, notes []string, err error) {
	p, err := pthreads.Export(s)
	if err != nil {
		return nil, nil, err
	}
	return p.Text, append(askedLate(p.AtEnd), s.Late()...), nil
}

// exportPromela writes a scene as a model for Spin.
func exportPromela(s *export.Scene, how exportManner) (text []byte, notes []string, err error) {
	model, err := promela.Write(s, how.grain)
	return []byte(model), nil, err
}
