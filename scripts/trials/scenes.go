package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/export/golang"
	"github.com/quartet-os/quartet/presets"
)

// scene is one that is run.
type scene struct {
	name  string
	text  []byte // of the program
	fails bool   // as the shelf says, which check agrees with
}

// scenes lists those that are wanted and are programs in Go.
func (o *options) scenes(names []string) (all []scene, err error) {
	for _, e := range presets.List() {
		fails := e.Expect.Fails() || e.Lesson.ExpectOp.Fails()
		if !(o.fails && fails || o.holds && !fails || slices.Contains(names, e.Name)) {
			continue
		}
		file, text, err := presets.Source(e.Name)
		if err != nil {
			return nil, err
		}
		s, err := export.Open(file, text)
		if err != nil {
			return nil, err
		}
		p, err := golang.Export(s, o.controlled)
		if err == nil {
			all = append(all, scene{e.Name, p.Text, fails})
		} else if slices.Contains(names, e.Name) {
			return nil, err
		}
	}
	for _, name := range names {
		if !slices.ContainsFunc(all, func(s scene) bool { return s.name == name }) {
			return nil, fmt.Errorf("no scene of the shelf is called %s", name)
		}
	}
	if len(all) == 0 {
		return nil, errors.New("name scenes, or give -fails or -holds")
	}
	return all, nil
}

// build builds all programs in a folder, without the network.
func (o *options) build(ctx context.Context, dir string, scenes []scene) error {
	texts := map[string][]byte{"go.mod": []byte("module scenes\n\ngo 1.24\n")}
	for i := range scenes {
		texts[filepath.Join(scenes[i].name, "main.go")] = scenes[i].text
	}
	for path, text := range texts {
		path = filepath.Join(dir, path)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, text, 0o600)); err != nil {
			return err
		}
	}
	args := []string{"build", "-ldflags=-s -w", "-o", "bin" + string(filepath.Separator)}
	if o.race {
		args = append(args, "-race")
	}
	if err := os.Mkdir(filepath.Join(dir, "bin"), 0o700); err != nil {
		return err
	}
	c := exec.CommandContext(ctx, "go", append(args, "./...")...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local")
	if said, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, said)
	}
	return nil
}
