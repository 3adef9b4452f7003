package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"

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
	c := exec.CommandContext(ctx, program, append(f.arguments(seed), "-runs", strconv.Itoa(n))...)
	var errs bytes.Buffer
	c.Stderr = &errs
	err := c.Run()
	var ended *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && (!errors.As(err, &ended) || ended.ExitCode() < 1 || ended.ExitCode() > 3):
		return nil, fmt.Errorf("runs from %d on: %w\n%s", seed, err, bytes.TrimSpace(errs.Bytes()))
	}
	return golang.Outcomes(errs.String(), seed, n), nil
}
