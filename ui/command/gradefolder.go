package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/quartet-os/quartet/engine/grade"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/source"
)

// sceneEnding is what the name of a scene's file ends with.
const sceneEnding = ".scene"

// folder is what there is to grade.
type folder struct {
	dir     string
	names   []string // of files, in order
	skipped []string // names of what is no scene
}

// scenesIn lists the scenes of a folder, without the laws file.
func scenesIn(dir, laws string) (*folder, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fail(ExitIO, "there is no folder %s", dir)
	case err != nil:
		return nil, &ended{ExitIO, err}
	case !info.IsDir():
		return nil, fail(ExitUsage, "%s is a file; quartet grade takes the folder that it is in, and quartet check %s "+
			"asks one scene", dir, disk.Argument(dir))
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, &ended{ExitIO, err}
	}
	f := &folder{dir: dir}
	about, _ := os.Stat(laws)
	for _, e := range entries {
		name := e.Name()
		info, err := os.Stat(filepath.Join(dir, name))
		switch {
		case filepath.Ext(name) != sceneEnding, err == nil && info.IsDir(), err == nil && os.SameFile(info, about):
			if err == nil && info.IsDir() {
				name += "/"
			}
			f.skipped = append(f.skipped, name)
		default:
			f.names = append(f.names, name)
		}
	}
	if len(f.names) == 0 {
		return nil, fail(ExitUsage, "there is no scene in %s; what is graded are its files that end in .scene\n"+
			"quartet grade --kit homework writes a folder to try", dir)
	}
	return f, nil
}

// result is what came of a file of a folder.
type result struct {
	at int
	grade.Grade
}

// gradeAll grades the scenes of a folder, several at once, and hands each on in the order of their names, as soon as it
// and those before it are there. Where the context ends, those that were not done are left out.
func (f *gradeFlags) gradeAll(ctx context.Context, found *folder, laws *grade.Laws, opt grade.Options, workers int,
	tell func(g *grade.Grade, done, all int)) (all []grade.Grade) {
	todo, results := make(chan int), make(chan result)
	for range workers {
		go func() {
			for i := range todo {
				results <- result{i, f.grade(ctx, found, i, laws, opt)}
			}
		}()
	}
	go func() {
		for i := range found.names {
			todo <- i
		}
		close(todo)
	}()
	waiting := map[int]grade.Grade{}
	for done := 1; done <= len(found.names); done++ {
		r := <-results
		waiting[r.at] = r.Grade
		for {
			g, ok := waiting[len(all)]
			if !ok || g.File == "" {
				break
			}
			all = append(all, g)
			tell(&g, done, len(found.names))
		}
		tell(nil, done, len(found.names))
	}
	for i := len(all); i < len(found.names); i++ { // behind one that was not done
		if g := waiting[i]; g.File != "" {
			all = append(all, g)
			tell(&g, len(all), len(found.names))
		}
	}
	return all
}

// grade grades one file. Its name is empty where there was no time for it.
func (f *gradeFlags) grade(ctx context.Context, found *folder, i int, laws *grade.Laws, opt grade.Options) grade.Grade {
	name := found.names[i]
	if ctx.Err() != nil {
		return grade.Grade{}
	}
	text, err := source.ReadSmall(filepath.Join(found.dir, name), "a scene", program.MaxBytes)
	if err != nil {
		return grade.RefusedGrade(name, unreadScene(err))
	}
	if session.Recognize(text) {
		return grade.RefusedGrade(name, errors.New("it is a session, not a scene"))
	}
	within, done := context.WithTimeout(ctx, f.maxTime)
	defer done()
	g := laws.Grade(within, name, strings.TrimPrefix(string(text), "\ufeff"), opt)
	switch {
	case ctx.Err() != nil:
		return grade.Grade{}
	case g.Verdict == grade.Unknown && errors.Is(within.Err(), context.DeadlineExceeded):
		g.Text = fmt.Sprintf("There is no answer after %s, and %d states: --max-time allows more.",
			f.maxTime.Round(time.Millisecond), g.States)
	}
	return g
}

// unreadScene says why a file was not read, without its name.
func unreadScene(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return fmt.Errorf("it cannot be read: %w", at.Err)
	}
	return err
}
