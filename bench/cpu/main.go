//go:build !windows

// Command cpu runs the real program in a pseudo-terminal and reports what the screen costs: the time to the first
// frame, and the share of one core that it takes while it idles and while it runs.
//
//	go run ./bench/cpu [-size 160x50] [-seconds 5] [-runs 3] [SCENE]
//
// The limits are those of the design: a first frame within 100 ms, 15% of one core at 30 frames a second. With -check
// it exits 1 when the best of the runs misses one.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/creack/pty"
)

// The limits of the design.
const (
	firstFrameLimit = 100 * time.Millisecond
	shareLimit      = 15.0 // percent of one core
)

// task is one way to use the screen.
type task struct {
	name string
	keys string // typed after the first frame
}

func tasks() []task {
	return []task{
		{"idle", ""},
		{"4 steps/s", "r"}, // with motion, as is usual
		{"no motion", "Vr"},
		{"64 steps/s", "++++r"},
		{"top speed", "+++++r"},
	}
}

func main() {
	size := flag.String("size", "160x50", "columns x rows of the terminal")
	seconds := flag.Float64("seconds", 5, "how long each task runs")
	runs := flag.Int("runs", 3, "how often each task is measured; the best counts")
	check := flag.Bool("check", false, "exit 1 when a limit is missed")
	flag.Parse()
	scene := flag.Arg(0)
	if scene == "" {
		scene = "bounded-buffer"
	}
	if err := run(*size, *seconds, *runs, *check, scene); err != nil {
		fmt.Fprintln(os.Stderr, "cpu:", err)
		os.Exit(1)
	}
}

func run(size string, seconds float64, runs int, check bool, scene string) error {
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
	fmt.Printf("%-12s %14s %12s %10s %12s\n", "task", "first frame", "% of a core", "frames/s", "KB/s")
	missed := false
	for _, t := range tasks() {
		best := reading{share: 1e9, first: time.Hour}
		for range runs {
			r, err := measure(program, scene, t, pty.Winsize{Cols: w, Rows: h}, seconds)
			if err != nil {
				return err
			}
			best.better(r)
		}
		fmt.Printf("%-12s %11.1f ms %12.1f %10.1f %12.1f\n", t.name, float64(best.first.Microseconds())/1000,
			best.share, best.frames, best.kilobytes)
		missed = missed || best.share > shareLimit || best.first > firstFrameLimit
	}
	if missed && check {
		return fmt.Errorf("a limit is missed: first frame %v, %v%% of a core", firstFrameLimit, shareLimit)
	}
	return nil
}

// reading is what one run cost.
type reading struct {
	first     time.Duration // from the start of the process to the first frame
	share     float64       // percent of one core, start and end of the process included
	frames    float64       // a second
	kilobytes float64       // a second
}

func (r *reading) better(o reading) {
	r.first = min(r.first, o.first)
	if o.share < r.share {
		r.share, r.frames, r.kilobytes = o.share, o.frames, o.kilobytes
	}
}

// The terminal's answer that it knows synchronized output, so that each frame is marked.
const (
	askSync    = "\x1b[?2026$p"
	knowsSync  = "\x1b[?2026;2$y"
	frameBegin = "\x1b[?2026h"
	firstSign  = "READY"
)

func measure(program, scene string, t task, size pty.Winsize, seconds float64) (reading, error) {
	cmd := exec.Command(program, scene)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=")
	begin := time.Now()
	tty, err := pty.StartWithSize(cmd, &size)
	if err != nil {
		return reading{}, err
	}
	defer tty.Close()
	var r reading
	var seen []byte
	frames, total := 0, 0
	end := begin.Add(time.Duration(seconds * float64(time.Second)))
	typed, left := false, false
	timer := time.AfterFunc(time.Until(end), func() { _, _ = tty.WriteString("q") })
	defer timer.Stop()
	hang := time.AfterFunc(time.Until(end)+5*time.Second, func() { _ = cmd.Process.Kill(); left = true })
	defer hang.Stop()
	buf := make([]byte, 64<<10)
	for {
		n, err := tty.Read(buf)
		if err != nil {
			break
		}
		total += n
		frames += bytes.Count(buf[:n], []byte(frameBegin))
		if !typed {
			seen = append(seen, buf[:n]...)
			if i := bytes.Index(seen, []byte(askSync)); i >= 0 {
				_, _ = tty.WriteString(knowsSync)
				seen = append(seen[:i:i], seen[i+len(askSync):]...)
			}
			if bytes.Contains(seen, []byte(firstSign)) {
				r.first, typed = time.Since(begin), true
				_, _ = tty.WriteString(t.keys)
			}
		}
	}
	_ = cmd.Wait()
	wall := time.Since(begin)
	if left || r.first == 0 {
		return r, fmt.Errorf("%s: the program showed no frame, or did not leave", t.name)
	}
	used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	r.share = 100 * used.Seconds() / wall.Seconds()
	r.frames, r.kilobytes = float64(frames)/wall.Seconds(), float64(total)/1024/wall.Seconds()
	return r, nil
}
