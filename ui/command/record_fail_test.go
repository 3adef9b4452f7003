package command

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestWhatCannotBeRecorded(t *testing.T) {
	h, dir := recorder(t)
	good := script(t, dir, shortScript)
	bad := filepath.Join(dir, "bad.demo")
	late := filepath.Join(dir, "late.demo")
	bare := filepath.Join(dir, "bare.demo")
	for name, text := range map[string]string{
		bad: "scene bounded-buffer\nkye n\n", late: "scene bounded-buffer\nkey n\ndo spawn nobody\n", bare: "key n\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, folder := filepath.Join(dir, "out.gif"), filepath.Join(t.TempDir(), "x.gif")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)
	for _, c := range []struct {
		code int
		want []string
		args []string
	}{
		{2, []string{"needs to know", ".cast", ".html"}, []string{good}},
		{2, []string{".mp4, which is no form", ".cast", ".gif"}, []string{good, "-o", filepath.Join(dir, "x.mp4")}},
		{2, []string{"has no ending"}, []string{good, "-o", filepath.Join(dir, "x")}},
		{2, []string{"bad.demo:2:", "did you mean key?"}, []string{bad, "-o", out}},
		{2, []string{"late.demo:3:", "do spawn nobody"}, []string{late, "-o", out}},
		{2, []string{"names no scene", "scene bounded-buffer"}, []string{bare, "-o", out}},
		{2, []string{"there is no scene"}, []string{"no-such-scene-anywhere", "-o", out}},
		{2, []string{"there is no demo", "tour.demo"}, []string{"toor.demo", "-o", out}},
		{4, []string{"there is no file ./none.demo"}, []string{"./none.demo", "-o", out}},
		{4, []string{"nowhere/out.gif cannot be written", "no such file"},
			[]string{good, "-o", filepath.Join(dir, "nowhere", "out.gif")}},
		{4, []string{"is a folder"}, []string{good, "-o", folder}},
		{4, []string{"is a file"}, []string{good, "--frames", good}},
		{2, []string{"do not go together"}, []string{good, "-o", out, "--frames", dir}},
		{2, []string{"--size", "60x18"}, []string{good, "-o", out, "--size", "10x10"}},
		{2, []string{"leaves 17 rows"}, []string{good, "-o", out, "--size", "60x18"}},
		{2, []string{"no theme", "dark, light"}, []string{good, "-o", out, "--theme", "pink"}},
		{2, []string{"no panel", "waiting"}, []string{good, "-o", out, "--panel", "pink"}},
		{2, []string{"--fps"}, []string{good, "-o", out, "--fps", "0"}},
		{2, []string{"--speed"}, []string{good, "-o", out, "--speed", "0"}},
		{2, []string{"--scale"}, []string{good, "-o", out, "--scale", "99"}},
		{2, []string{"--cast"}, []string{good, "-o", out, "--cast", "1"}},
		{2, []string{"--from"}, []string{good, "-o", out, "--from", "5", "--to", "3"}},
		{2, []string{"pass 500 is never reached"}, []string{good, "-o", out, "--from", "500"}},
		{2, []string{"goes with an .svg"}, []string{good, "-o", out, "--animate"}},
	} {
		_, errs, code := run(t, h, append([]string{"record"}, c.args...)...)
		if code != c.code {
			t.Errorf("%v: code %d, want %d: %s", c.args, code, c.code, errs)
		}
		for _, part := range c.want {
			if !strings.Contains(errs, part) {
				t.Errorf("%v: the error lacks %q: %s", c.args, part, errs)
			}
		}
	}
	if after := files(t, dir); !slices.Equal(before, after) {
		t.Errorf("the folder held %v, and now %v", before, after)
	}
}

// TestWhatFailsLeavesNothing breaks off recordings in the middle.
func TestWhatFailsLeavesNothing(t *testing.T) {
	h, dir := recorder(t)
	name := script(t, t.TempDir(), shortScript)
	flags := recordFlags{outs: []string{filepath.Join(dir, "a.gif")}, fps: 30, speed: 1, cast: 2}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	h.Out, h.Err = &bytes.Buffer{}, &bytes.Buffer{}
	err := recordTo(ctx, &h, &flags, name)
	if err == nil || exitCode(err) != ExitFails || !strings.Contains(err.Error(), "nothing was written") {
		t.Errorf("stopped: %v", err)
	}
	if left := files(t, dir); len(left) != 0 {
		t.Errorf("a stopped recording leaves %v", left)
	}
	from, err := readFilmed(&h, name, seedFlag{})
	if err != nil {
		t.Fatal(err)
	}
	one, err := begin(context.Background(), &h, flags.writing(flags.outs[0]), from)
	if err != nil {
		t.Fatal(err)
	}
	one.to.w = bufio.NewWriterSize(noRoom{}, 16)
	err = stopped(one.make(context.Background(), one.made, one.to))
	one.to.discard()
	if exitCode(err) != ExitIO || !strings.Contains(err.Error(), "no space left") {
		t.Errorf("a full disk: code %d, %v", exitCode(err), err)
	}
	if left := files(t, dir); len(left) != 0 {
		t.Errorf("a full disk leaves %v", left)
	}
}

// noRoom takes nothing.
type noRoom struct{}

func (noRoom) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "a.gif", Err: errors.New("no space left on device")}
}
