// Trials runs scenes of the shelf as real programs in Go, many times each, and prints a table of what came of them.
//
//	go run ./scripts/trials -fails -controlled -runs 100 -rows 5   how soon what fails is found, and what that takes
//	go run ./scripts/trials -holds -runs 1000                      whether what holds ever goes wrong
//	go run ./scripts/trials -race -runs 100 one-condition          in how many runs Go's race detector says something
//
// Processor time is that of the runs alone, without the build. The exit code is 1 where a scene that holds went wrong.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"
)

// options say what is run.
type options struct {
	fails, holds            bool
	controlled, noise, race bool
	runs, rows, workers     int
	limit                   time.Duration
}

func main() {
	var o options
	flag.BoolVar(&o.fails, "fails", false, "all scenes of the shelf that fail where anybody may be interrupted")
	flag.BoolVar(&o.holds, "holds", false, "all scenes of the shelf that hold there")
	flag.BoolVar(&o.controlled, "controlled", false, "as controlled programs")
	flag.BoolVar(&o.noise, "noise", false, "with pauses at one operation in three")
	flag.BoolVar(&o.race, "race", false, "with Go's race detector")
	flag.IntVar(&o.runs, "runs", 100, "runs of each scene; of one that holds no more after its first failure")
	flag.IntVar(&o.rows, "rows", 0, "print so many rows, those that took the processor longest; 0: all")
	flag.DurationVar(&o.limit, "limit", time.Second, fmt.Sprintf("end a run after so long; of a scene there are %d",
		mostSlow))
	flag.IntVar(&o.workers, "workers", 4, "so many runs at a time: most of them sleep most of the time")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := o.run(ctx, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "trials:", err)
		os.Exit(1)
	}
}

// run builds the programs, runs each, and prints the table. What was run before it was broken off is printed too.
func (o *options) run(ctx context.Context, names []string) error {
	scenes, err := o.scenes(names)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "quartet-trials-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := o.build(ctx, dir, scenes); err != nil {
		return err
	}
	t := table{options: o}
	for i := range scenes {
		if ctx.Err() != nil {
			break
		}
		c, err := o.try(ctx, dir, &scenes[i])
		if t.rows = append(t.rows, c); err != nil {
			t.print(os.Stdout)
			return err
		}
		fmt.Fprintf(os.Stderr, "%d of %d: %s\n", i+1, len(scenes), c.name)
	}
	t.print(os.Stdout)
	if t.alarms() > 0 {
		return errors.New("a scene that holds went wrong")
	}
	return nil
}
