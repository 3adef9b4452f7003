//go:build !windows

// Command cpu runs the real program in a pseudo-terminal and reports what the screen costs: the time to the first
// frame, the share of one core that it takes while it idles and while it runs, how many frames a second come over the
// line, and how long a key takes that is pressed while they do.
//
//	go run ./bench/cpu [-size 160x50] [-seconds 5] [-runs 3] [-only NAME] [SCENE]
//
// At 64 steps a second and above no two frames are alike, so that 60 of them are drawn, compared and written a second.
// The limits are those of the design: a first frame within 100 ms, 20% of one core at 60 frames a second, a key on the
// screen within two frames, also where the line is slow. With -check it exits 1 when the best of the runs misses one.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/creack/pty"
)

// The limits of the design.
const (
	firstFrameLimit = 100 * time.Millisecond
	shareLimit      = 20.0 // percent of one core
	framesLimit     = 55.0 // a second at least, where 60 are due
	keyLimit        = 2    // frames
)

// task is one way to use the screen.
type task struct {
	name  string
	keys  string // typed after the first frame
	full  bool   // 60 frames a second are due
	probe bool   // a key is pressed now and then
	line  int    // bytes a second that the line bears; 0 for all
}

func tasks() []task {
	return []task{
		{name: "idle"},
		{name: "4 steps/s", keys: "r"}, // with motion, as is usual
		{name: "no motion", keys: "Vr"},
		{name: "64 steps/s", keys: "++++r", full: true},
		{name: "top speed", keys: "+++++r", full: true},
		{name: "64, keys", keys: "++++r", full: true, probe: true},
		{name: "top, keys", keys: "+++++r", full: true, probe: true},
		{name: "slow line", keys: "+++++r", probe: true, line: 64 << 10},
	}
}

func main() {
	size := flag.String("size", "160x50", "columns x rows of the terminal")
	seconds := flag.Float64("seconds", 5, "how long each task runs")
	runs := flag.Int("runs", 3, "how often each task is measured; the best counts")
	check := flag.Bool("check", false, "exit 1 when a limit is missed")
	only := flag.String("only", "", "only the tasks that have this in their names")
	flag.Parse()
	scene := flag.Arg(0)
	if scene == "" {
		scene = "bounded-buffer"
	}
	if err := run(*size, *only, *seconds, *runs, *check, scene); err != nil {
		fmt.Fprintln(os.Stderr, "cpu:", err)
		os.Exit(1)
	}
}

func run(size, only string, seconds float64, runs int, check bool, scene string) error {
	var w, h uint16
	if _, err := fmt.Sscanf(size, "%dx%d", &w, &h); err != nil {
		return fmt.Errorf("size %q is not like 160x50", size)
	}
	dir, err := os.MkdirTemp("", "quartet-cpu")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "quartet")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("building: %w", err)
	}
	fmt.Printf("%-12s %11s %12s %9s %8s %14s %14s\n", "task", "first frame", "% of a core", "frames/s", "KB/s",
		"key: median", "worst, frames")
	missed := false
	for _, t := range tasks() {
		if !strings.Contains(t.name, only) {
			continue
		}
		best := reading{share: 1e9, first: time.Hour}
		for range runs {
			r, err := measure(program, scene, t, pty.Winsize{Cols: w, Rows: h}, seconds)
			if err != nil {
				return err
			}
			best.better(r)
		}
		fmt.Printf("%-12s %8.1f ms %12.1f %9.1f %8.1f %s\n", t.name, milliseconds(best.first), best.share, best.frames,
			best.kilobytes, best.keys)
		missed = missed || best.share > shareLimit || best.first > firstFrameLimit ||
			t.full && best.frames < framesLimit || best.keys.frames > keyLimit
	}
	if missed && check {
		return fmt.Errorf("a limit is missed: first frame %v, %v%% of a core, %v frames a second, a key in %d frames",
			firstFrameLimit, shareLimit, framesLimit, keyLimit)
	}
	return nil
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
