package files

import (
	"strings"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/disk"
)

// The endings of the names of session files and of scenes.
const (
	SessionEnding = ".session"
	SceneEnding   = ".scene"
)

// Save writes a file that must not exist yet, and returns its path.
type Save func(name string, data []byte) (path string, err error)

// Parcel is a file to be written.
type Parcel struct {
	Name   string // asked for, and not to be changed; "": the first that is free of Base and Ending
	Base   string
	Ending string
	Data   []byte
	Done   string // what is said when it is written, %s for its path
	Scene  bool   // it is the text of a scene
	By     Save   // writes it; nil: as the others

	of    *session.Session // saved by it; nil for what is no session
	edits int64            // of that session
}

// OfSession packs a session as it is now; without a name it takes the scene's.
func OfSession(s *session.Session, name string) Parcel {
	return Parcel{Name: name, Base: s.Program().Title(), Ending: SessionEnding, Data: s.Marshal(), of: s,
		edits: s.Edits(), Done: "saved in %s · quartet %s opens it again"}
}

// OfScene packs the text of a scene; without a name it takes the first that is free of base.
func OfScene(base, name, text string) Parcel {
	return Parcel{Name: name, Base: base, Ending: SceneEnding, Data: []byte(text), Scene: true,
		Done: "wrote %s · quartet %s opens it"}
}

// Send writes parcels, and returns the paths of those that were written, in their order; the error is of the first that
// was not.
func Send(all []Parcel, save Save) (paths []string, err error) {
	for _, p := range all {
		by := save
		if p.By != nil {
			by = p.By
		}
		path, err := p.write(by)
		if err != nil {
			return paths, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// write writes a parcel. A name that was asked for must be free; else the first that is free is taken.
func (p *Parcel) write(save Save) (string, error) {
	if p.Name != "" {
		return save(p.Name, p.Data)
	}
	return FirstFree(p.Base, p.Ending, func(name string) (string, error) { return save(name, p.Data) })
}

// FirstFree tries names until one is not taken, and returns the path that try made of it.
func FirstFree(base, ending string, try func(name string) (string, error)) (path string, err error) {
	_, err = disk.FirstFree(base, ending, func(name string) (err error) {
		path, err = try(name)
		return err
	})
	return path, err
}

// Written takes note that the parcel was written: a session has no unsaved changes but those that came since. It
// returns what is said; what can be typed is written so that it works.
func (p *Parcel) Written(path string) string {
	if p.of != nil {
		p.of.MarkSaved(p.edits)
	}
	first, rest, _ := strings.Cut(p.Done, "%s")
	return first + path + strings.ReplaceAll(rest, "%s", disk.Argument(path))
}
