package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/quartet-os/quartet/engine/export/golang"
)

// count is what came of the runs of a scene.
type count struct {
	name  string
	fails bool // the scene fails
	runs  int
	wrong int // broke a law, or got stuck
	first int // the lowest seed of these
	said  string
	over  int // still running after the limit
	slow  int // of these, those that no number of operations ended
	races int // of which the race detector said something
	spent time.Duration
}

// ops is after how many operations a run is ended; of runs that are ended before that, since they take too long, there
// are mostSlow.
const (
	ops      = 2000
	mostSlow = 20
)

// try runs a scene as often as is wanted, several at a time.
func (o *options) try(ctx context.Context, dir string, s *scene) (count, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	c := count{name: s.name, fails: s.fails}
	path := filepath.Join(dir, "bin", s.name)
	if o.controlled {
		err := o.follow(ctx, path, &c)
		return c, err
	}
	var mutex sync.Mutex
	var wait sync.WaitGroup
	var failed error
	seeds := golang.NewSeeds(o.runs)
	for range o.workers {
		wait.Go(func() {
			mutex.Lock()
			defer mutex.Unlock()
			for failed == nil && ctx.Err() == nil && !c.enough() {
				seed, n := seeds.Take()
				if n == 0 {
					return
				}
				mutex.Unlock()
				began := time.Now()
				all, spent, err := o.several(ctx, path, seed, n)
				mutex.Lock()
				switch {
				case err == nil:
					c.addAll(all, spent)
					seeds.Made(seed, n, len(all), time.Since(began).Milliseconds())
				case ctx.Err() == nil:
					failed = fmt.Errorf("%s, seed %d: %w", s.name, seed, err)
				}
			}
		})
	}
	wait.Wait()
	return c, failed
}

// several runs a program for up to n seeds, from one on, in one process. The race detector says a thing once in a
// process, so that with it there is one run in each.
func (o *options) several(ctx context.Context, path string, seed, n int) ([]result, time.Duration, error) {
	if o.race {
		r, err := o.once(ctx, path, seed)
		return []result{r}, 0, err
	}
	r, err := o.once(ctx, path, seed, "-runs", strconv.Itoa(n))
	if err != nil {
		return nil, 0, err
	}
	told, err := golang.InARow(string(r.said), r.code, seed, n)
	all := make([]result, len(told))
	for i, of := range told {
		all[i] = result{seed: of.Seed, code: of.Code, said: []byte(of.Said)}
	}
	return all, r.spent, err
}

// enough reports whether no more runs are needed: a scene that holds went wrong, or runs take too long.
func (c *count) enough() bool { return c.wrong > 0 && !c.fails || c.slow >= mostSlow }

// result is what came of one run.
type result struct {
	seed, code int
	said       []byte
	spent      time.Duration
}

// once runs a program once, or as often as more says.
func (o *options) once(ctx context.Context, path string, seed int, more ...string) (result, error) {
	args := []string{"-seed", strconv.Itoa(seed), "-limit", o.limit.String(), "-ops", strconv.Itoa(ops)}
	if args = append(args, more...); o.noise {
		args = append(args, "-noise")
	}
	c := exec.CommandContext(ctx, path, args...)
	var errs bytes.Buffer
	c.Stderr = &errs
	err := c.Run()
	if c.ProcessState == nil {
		return result{}, err
	}
	r := result{seed, c.ProcessState.ExitCode(), errs.Bytes(), c.ProcessState.UserTime() + c.ProcessState.SystemTime()}
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) || r.code < 0 || r.code > 3 && r.code != raceCode {
		return r, fmt.Errorf("%w\n%s", err, r.said)
	}
	return r, nil
}

// raceCode is what a program ends with that would end with 0 but for a race.
const raceCode = 66

// addAll counts the runs of a process, which took a processor so long.
func (c *count) addAll(all []result, spent time.Duration) {
	for i := range all {
		c.add(&all[i])
	}
	c.spent += spent
}

// add counts a run.
func (c *count) add(r *result) {
	c.runs++
	c.spent += r.spent
	if bytes.Contains(r.said, []byte("WARNING: DATA RACE")) {
		c.races++
	}
	switch r.code {
	case 1, 2:
		if c.wrong++; c.first == 0 || r.seed < c.first {
			c.first, c.said = r.seed, string(bytes.TrimSpace(r.said))
		}
	case 3:
		if c.over++; !bytes.HasSuffix(bytes.TrimSpace(r.said), []byte("operations")) {
			c.slow++
		}
	}
}
