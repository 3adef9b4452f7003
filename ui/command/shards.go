package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/shards"
	"github.com/quartet-os/quartet/ui/source"
)

// shardFlags let a command do one of several parts of its work, or put them together.
type shardFlags struct {
	shard string
	merge bool
}

// add adds the flags; with says what they go with, in words before theirs.
func (f *shardFlags) add(c *cobra.Command, with string) {
	c.Flags().StringVar(&f.shard, "shard", "", with+"do this part alone, such as 3/16, or auto for the one that the "+
		"variables of an array\njob name, and print it as JSON lines for --merge")
	completeFlag(c, "shard", []string{shards.Auto})
	c.Flags().BoolVar(&f.merge, "merge", false, "put the parts in these files together (- is standard input)")
}

// arguments wants one, or with --merge some.
func (f *shardFlags) arguments(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if f.merge && len(args) == 0 {
			return fail(ExitUsage, "--merge takes the files that --shard has printed: quartet %s --merge out/*.jsonl",
				cmd.Name())
		}
		if f.merge {
			return nil
		}
		return oneArgument(what)(cmd, args)
	}
}

// parse reads --shard, and refuses the flags that are about the whole.
func (f *shardFlags) parse(c *cobra.Command, whole ...string) (shards.Shard, error) {
	for _, name := range whole {
		if c.Flags().Changed(name) {
			return shards.Shard{}, fail(ExitUsage, "--%s is about the whole answer; it goes with --merge, not with "+
				"--shard", name)
		}
	}
	s, err := shards.Parse(f.shard, os.Getenv)
	if err != nil {
		return s, fail(ExitUsage, "--shard: %w", err)
	}
	return s, nil
}

// askedFlags returns the flags that say what is asked, with their values.
func askedFlags(c *cobra.Command, names []string) map[string]string {
	all := map[string]string{}
	for _, name := range names {
		all[name] = flagText(c, name)
	}
	return all
}

// several is a flag that may come again.
type several interface {
	GetSlice() []string
	Replace(values []string) error
}

// flagText is the value of a flag as it is written on the command line; of one that came again there is one a line.
func flagText(c *cobra.Command, name string) string {
	value := c.Flags().Lookup(name).Value
	if all, ok := value.(several); ok {
		return strings.Join(all.GetSlice(), "\n")
	}
	return value.String()
}

// printShard prints a part as a whole, or nothing of it.
func printShard(h *Host, c *cobra.Command, in *input, s shards.Shard, names []string, rows []any) error {
	head := shards.Head{Quartet: c.Name(), Version: h.Version, Shard: s.K, Of: s.Of, Scene: in.name,
		Source: string(in.text), Asked: askedFlags(c, names)}
	data, err := shards.File(head, rows)
	if err != nil {
		return err
	}
	if _, err := h.Out.Write(data); err != nil {
		if closedPipe(err) {
			return err
		}
		return fail(ExitIO, "the output cannot be written: %w", err)
	}
	return nil
}

// wholeOf reads the parts that --merge puts together, in their order, with the scene that they are of, and gives the
// flags that say what is asked the values that the parts were asked with.
func wholeOf(h *Host, c *cobra.Command, args, asked []string) ([]shards.Part, *input, error) {
	if c.Flags().Changed("shard") {
		return nil, nil, fail(ExitUsage, "--shard makes a part and --merge puts parts together; leave one out")
	}
	whole, in, err := readShards(h, c, args)
	if err != nil {
		return nil, nil, err
	}
	return whole, in, restore(c, &whole[0], asked)
}

// readShards reads files that --shard has printed, and puts them in their order. Among them may be the scene, which
// then has to be theirs.
func readShards(h *Host, c *cobra.Command, args []string) ([]shards.Part, *input, error) {
	var all []shards.Part
	var scene *input
	for _, arg := range args {
		data, err := readShard(h, arg)
		if err != nil {
			return nil, nil, err
		}
		if data == nil || !shards.Looks(data) {
			if scene != nil {
				return nil, nil, fail(ExitUsage, "%s is no shard, and %s is the scene already", arg, scene.name)
			}
			if scene, err = read(h, arg); err != nil {
				return nil, nil, err
			}
			continue
		}
		name := arg
		if arg == stdinName {
			name = "standard input"
		}
		parts, err := shards.Read(name, data)
		if err != nil {
			return nil, nil, &ended{ExitUsage, err}
		}
		all = append(all, parts...)
	}
	if len(all) == 0 && scene != nil {
		return nil, nil, fail(ExitUsage, "%s is no shard: it does not begin with {\"quartet\": …}", scene.name)
	}
	whole, err := shards.Whole(all)
	if err != nil {
		return nil, nil, &ended{ExitUsage, err}
	}
	first := &whole[0]
	switch {
	case first.Quartet != c.Name():
		return nil, nil, fail(ExitUsage, "%s: it is of quartet %s; quartet %s --merge puts it together", first.At,
			first.Quartet, first.Quartet)
	case first.Version != h.Version:
		return nil, nil, fail(ExitUsage, "%s: it was made by version %s, and this is %s; the version that made parts "+
			"puts them together", first.At, first.Version, h.Version)
	case scene != nil && !bytes.Equal(scene.text, []byte(first.Source)):
		return nil, nil, fail(ExitUsage, "%s: it is not of the scene %s, whose text differs", first.At, scene.name)
	}
	return whole, recognize(first.Scene, "", []byte(first.Source)), nil
}

// readShard reads a file, or nothing where a scene of the shelf is meant.
func readShard(h *Host, arg string) ([]byte, error) {
	if arg == stdinName {
		data, err := source.ReadAll(h.In, "standard input")
		if err != nil {
			return nil, unread(err)
		}
		return data, nil
	}
	if slices.Contains(presets.Names(), arg) {
		return nil, nil
	}
	data, err := source.Read(arg)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fail(ExitIO, "there is no file %s", arg)
	}
	if err != nil {
		return nil, unread(err)
	}
	if data == nil {
		data = []byte{}
	}
	return data, nil
}

// restore gives the flags the values that the shards were asked with. One that was given must not have another.
func restore(c *cobra.Command, first *shards.Part, names []string) error {
	for _, name := range names {
		value, found := first.Asked[name]
		if !found {
			return fail(ExitUsage, "%s: it does not say with which --%s it was asked", first.At, name)
		}
		flag := c.Flags().Lookup(name)
		if now := flagText(c, name); now == value {
			continue
		} else if flag.Changed {
			return fail(ExitUsage, "%s: it was asked with --%s %s, and not with %s", first.At, name, orNone(value), now)
		}
		var err error
		if all, ok := flag.Value.(several); ok {
			err = all.Replace(strings.Split(value, "\n"))
		} else if value != "" {
			err = c.Flags().Set(name, value)
		}
		if err != nil {
			return fail(ExitUsage, "%s: --%s: %w", first.At, name, err)
		}
	}
	if extra := len(first.Asked) - len(names); extra != 0 {
		return fail(ExitUsage, "%s: it was asked something that this program does not know", first.At)
	}
	return nil
}

func orNone(value string) string {
	if value == "" {
		return "none"
	}
	return value
}

// misfit says that a row of a shard is not what this program writes.
func misfit(p *shards.Part, row int, err error) error {
	return fail(ExitUsage, "%s: row %d of the shard cannot be read: %w", p.At, row, err)
}

// unfinished is the error of a command that was stopped and so has printed nothing.
func unfinished(ctx context.Context, what string) error {
	var why *asked
	if errors.As(because(ctx, ctx.Err()), &why) {
		return &ended{why.ExitCode(), fmt.Errorf("%w; nothing is printed", why)}
	}
	return fail(ExitUnknown, "%s was cancelled; nothing is printed", what)
}
