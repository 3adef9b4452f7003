// Package kit is a homework to hand out and to grade: a text to start from, the laws, and solutions, right ones and
// wrong ones, each of which says in its comment what comes of it.
package kit

import (
	"embed"
	"io/fs"
)

//go:embed files
var files embed.FS

// File is a file of the homework.
type File struct {
	Name string // with slashes, within the folder of the homework
	Text string
}

// Files gives all files in the order of their names.
func Files() (all []File, err error) {
	root, err := fs.Sub(files, "files")
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, name)
		all = append(all, File{name, string(text)})
		return err
	})
	return all, err
}
