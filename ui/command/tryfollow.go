package command

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/quartet-os/quartet/engine/export/golang"
)

// mostFollow is how many controlled runs follow each other in one process, so that somebody who waits hears of them.
const mostFollow = 100

// runControlled runs a controlled program as often as is wanted, many times in one process: nothing of one run is left
// for the next.
func (f *tryFlags) runControlled(ctx context.Context, program string, tell *ticker) (*trials, error) {
	t := &trials{said: map[string]int{}}
	for t.runs < f.runs && !t.cut {
		all, err := f.several(ctx, program, t.runs+1, min(mostFollow, f.runs-t.runs))
		if err != nil {
			return t, err
		}
		for i := range all {
			t.add(outcome{seed: all[i].Seed, code: all[i].Code, said: all[i].Said})
		}
		t.cut = t.slow >= mostEndless && t.runs < f.runs
		if tell != nil && !f.json {
			tell.tell("%d of %d runs", t.runs, f.runs)
		}
	}
	return t, nil
}

// several runs a controlled program for n seeds, from one on.
func (f *tryFlags) several(ctx context.Context, program string, seed, n int) ([]golang.Outcome, error) {
	said, code, err := f.process(ctx, program, seed, n)
	if err != nil {
		return nil, err
	}
	all := golang.Outcomes(said, seed, n)
	if code > 0 && !slices.ContainsFunc(all, func(o golang.Outcome) bool { return o.Code > 0 }) {
		return nil, fmt.Errorf("the runs from %d on ended with %d\n%s", seed, code, strings.TrimSpace(said))
	}
	return all, nil
}

// process runs a program for n seeds, from one on, and returns what it said and ended with.
func (f *tryFlags) process(ctx context.Context, program string, seed, n int) (said string, code int, err error) {
	c := exec.CommandContext(ctx, program, append(f.arguments(seed), "-runs", strconv.Itoa(n))...)
	var errs bytes.Buffer
	c.Stderr = &errs
	err = c.Run()
	var ended *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return "", 0, ctx.Err()
	case err == nil:
		return errs.String(), 0, nil
	case errors.As(err, &ended) && ended.ExitCode() >= 1 && ended.ExitCode() <= 3:
		return errs.String(), ended.ExitCode(), nil
	}
	return "", 0, fmt.Errorf("runs from %d on: %w\n%s", seed, err, bytes.TrimSpace(errs.Bytes()))
}

// row is what came of one process of a program that Go schedules.
type row struct {
	seed, n int
	took    time.Duration
	made    []golang.Outcome
	err     error
}

// inARow runs a program that Go schedules for up to n seeds, from one on.
func (f *tryFlags) inARow(ctx context.Context, program string, seed, n int) row {
	began := time.Now()
	said, code, err := f.process(ctx, program, seed, n)
	r := row{seed: seed, n: n, took: time.Since(began), err: err}
	if err == nil {
		r.made, r.err = golang.InARow(said, code, seed, n)
	}
	return r
}

// runAll runs a program that Go schedules as often as is wanted. Runs that end well follow each other in one process;
// what another leaves behind is gone with the process.
func (f *tryFlags) runAll(ctx context.Context, program string, tell *ticker) (*trials, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	t, seeds := &trials{said: map[string]int{}}, golang.NewSeeds(f.runs)
	done, begun := make(chan row), 0
	var failed error
	for {
		for failed == nil && begun < runtime.GOMAXPROCS(0) && (t.slow == 0 || t.slow+begun < mostEndless) {
			seed, n := seeds.Take()
			if n == 0 {
				break
			}
			begun++
			go func() { done <- f.inARow(ctx, program, seed, n) }()
		}
		if begun == 0 {
			t.cut = failed == nil && t.runs < f.runs
			return t, failed
		}
		r := <-done
		begun--
		if r.err != nil {
			failed = cmp.Or(failed, r.err)
			stop()
			continue
		}
		for _, o := range r.made {
			t.add(outcome{seed: o.Seed, code: o.Code, said: o.Said})
		}
		seeds.Made(r.seed, r.n, len(r.made), r.took.Milliseconds())
		if tell != nil && !f.json {
			tell.tell("%d of %d runs", t.runs, f.runs)
		}
	}
}
