package disk

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Newest lists the regular files of a folder whose names have an ending, the one that was written last first.
func Newest(dir, ending string) []string {
	found, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	type aged struct {
		path string
		at   time.Time
	}
	var all []aged
	for _, f := range found {
		info, err := f.Info()
		if err == nil && info.Mode().IsRegular() && strings.HasSuffix(f.Name(), ending) &&
			!strings.HasPrefix(f.Name(), ".") {
			all = append(all, aged{filepath.Join(dir, f.Name()), info.ModTime()})
		}
	}
	slices.SortFunc(all, func(a, b aged) int {
		if c := b.at.Compare(a.at); c != 0 {
			return c
		}
		return strings.Compare(b.path, a.path)
	})
	paths := make([]string, len(all))
	for i, one := range all {
		paths[i] = one.path
	}
	return paths
}

// Prune keeps the newest files of a folder with an ending, and removes the others.
func Prune(dir, ending string, keep int) {
	if all := Newest(dir, ending); len(all) > keep {
		for _, path := range all[keep:] {
			_ = os.Remove(path)
		}
	}
}
