package pthreads_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/export"
	"github.com/quartet-os/quartet/engine/export/pthreads"
	"github.com/quartet-os/quartet/internal/exporttest"
	"github.com/quartet-os/quartet/visible"
)

// TestOdd: what a scene may say and C takes otherwise, or has another thing by the name of, is a program too.
func TestOdd(t *testing.T) {
	t.Parallel()
	programs := map[string][]byte{}
	for name, text := range oddScenes() {
		s, err := export.Open(name, text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		p, err := pthreads.Export(s)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		programs[strings.ReplaceAll(name, " ", "_")] = []byte(visible.Text(string(p.Text)))
	}
	compiled(t, programs, "-c")
}

// oddScenes are scenes whose text C would take otherwise, and one that says what only C has.
func oddScenes() map[string]string {
	all := exporttest.Odd()
	maps.Copy(all, map[string]string{
		"what only C has": `package p

var (
	rw  rwlock
	who [2]coroutine
)

func reader(i int) {
	rlock(rw)
	runlock(rw)
	if trylock(rw) == busy {
		return
	}
	lock(rw)
	unlock(rw)
	who[i] = self()
}

func main() {
	spawn(reader(0))
	spawn(reader(1))
}
`,
	})
	return all
}
