package command

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/source"
)

// doubts says what is to be known of a session before it is believed: that its scene is another by now, and
// that its states may be others than those it was saved with; "" where there is nothing. path is the
// session's own file, "" for none.
func doubts(path string, s *session.Session) string {
	var words []string
	if word := changedSince(path, s); word != "" {
		words = append(words, word)
	}
	if why := s.Unproven(); why != "" {
		words = append(words, "not proved: "+why)
	}
	return strings.Join(words, " · ")
}

// changedSince says that the scene of a session is another by now, where its file, or the shelf, has it
// still; "" if it is the same, or is not there. A session brings its scene with it, which is what runs; path
// is the session's own file, "" for none.
func changedSince(path string, s *session.Session) string {
	name, text := s.Program().File, s.Program().Source
	if name == "" || session.Recognize([]byte(text)) {
		return ""
	}
	changed := ""
	if file, shelved, err := presets.Source(name); err == nil && file == name {
		if sameText(shelved, text) {
			return ""
		}
		changed = strings.TrimSuffix(name, filepath.Ext(name)) + " on the shelf"
	}
	places := []string{name}
	if path != "" && !filepath.IsAbs(name) {
		places = append(places, filepath.Join(filepath.Dir(path), name))
	}
	for _, place := range places {
		found, err := source.Read(place)
		if err != nil || session.Recognize(found) {
			continue
		}
		if sameText(string(found), text) {
			return ""
		}
		if changed == "" {
			changed = place
		}
	}
	if changed == "" {
		return ""
	}
	return fmt.Sprintf("%s is another text by now; this session runs the one that it was made with", changed)
}

// sameText compares texts of a scene, however an editor ends lines, and whatever they say to learners.
func sameText(a, b string) bool {
	plain := func(s string) string {
		return strings.TrimRight(strings.ReplaceAll(strings.TrimPrefix(s, "\ufeff"), "\r\n", "\n"), "\n")
	}
	a, b = plain(a), plain(b)
	return a == b || program.Bare(a) == program.Bare(b)
}
