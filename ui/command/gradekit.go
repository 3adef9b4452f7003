package command

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/quartet-os/quartet/presets/kit"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/visible"
)

// writeKit writes the homework that comes along into a folder. Where one of its files is there already, nothing is
// written.
func writeKit(h *Host, dir string) error {
	files, err := kit.Files()
	if err != nil {
		return err
	}
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	for _, f := range files {
		if _, err := os.Lstat(at(f.Name)); err == nil {
			return exists(at(f.Name))
		}
	}
	for _, f := range files {
		if err := os.MkdirAll(filepath.Dir(at(f.Name)), 0o755); err != nil {
			return unwritable(dir, err)
		}
		switch err := disk.New(at(f.Name), []byte(f.Text), disk.Shared); {
		case errors.Is(err, fs.ErrExist):
			return exists(at(f.Name))
		case err != nil:
			return unwritable(at(f.Name), err)
		}
	}
	out := newOutput(h.Out)
	out.line("wrote %d files into %s: a text to start from, laws, and solutions", len(files), visible.Line(dir))
	out.line("quartet grade %s --laws %s grades them", disk.Argument(filepath.Join(dir, "solutions")),
		disk.Argument(filepath.Join(dir, "laws.scene")))
	return out.close()
}
