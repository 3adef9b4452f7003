package record

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/quartet-os/quartet/ui/record/raster"
)

// pictures reads what is in a folder of pictures.
func pictures(t *testing.T, dir string) [][]byte {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "frame-*.png"))
	if err != nil {
		t.Fatal(err)
	}
	var all [][]byte
	for i, name := range names {
		if filepath.Base(name) != FolderFrame(i+1) {
			t.Errorf("picture %d is called %s", i+1, name)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := png.Decode(bytes.NewReader(data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		all = append(all, data)
	}
	return all
}

func TestFolderOfChanges(t *testing.T) {
	m := newMovie(t, "bounded-buffer", 6, 80, 24)
	same := m.frames[5]
	same.At += 250 * time.Millisecond
	m.frames = append(m.frames, same) // nothing new: no picture
	m.end = same.At + 3*time.Second
	dir := t.TempDir()
	f, err := NewFolder(dir, m.about, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	m.play(t, f)
	if n := len(pictures(t, dir)); n != 6 {
		t.Errorf("%d pictures of 6 frames", n)
	}
	list, err := os.ReadFile(filepath.Join(dir, FolderList))
	if err != nil {
		t.Fatal(err)
	}
	want := "ffconcat version 1.0\n" + strings.Repeat("file frame-00000N.png\nduration 0.250\n", 5) +
		"file frame-000006.png\nduration 3.250\nfile frame-000006.png\n"
	for _, n := range "12345" {
		want = strings.Replace(want, "N", string(n), 1)
	}
	if string(list) != want {
		t.Errorf("the list is\n%s\nwant\n%s", list, want)
	}
}

// TestFolderAtARate compares each picture with those that show the same frame at any rate, and all of them
// with the frames.
func TestFolderAtARate(t *testing.T) {
	pictureOf := map[*Frame][]byte{}
	m := newMovie(t, "bounded-buffer", 6, 60, 18)
	for _, rate := range []int{1, 4, 10} {
		dir := t.TempDir()
		f, err := NewFolder(dir, m.about, 1, rate)
		if err != nil {
			t.Fatal(err)
		}
		m.play(t, f)
		all := pictures(t, dir)
		if want := (1500*rate + 999) / 1000; len(all) != want {
			t.Errorf("%d pictures of 1.5 s at %d a second, want %d", len(all), rate, want)
		}
		for i, data := range all {
			seen := m.at(time.Duration(i) * time.Second / time.Duration(rate))
			if want, known := pictureOf[seen]; known && !bytes.Equal(data, want) {
				t.Errorf("at %d a second picture %d is another", rate, i+1)
			}
			pictureOf[seen] = data
		}
	}
	for seen, data := range pictureOf {
		p := &Folder{still: still{about: m.about, grid: seen.Grid, theme: *seen.Theme}}
		var err error
		if p.paint, err = raster.New(1); err != nil {
			t.Fatal(err)
		}
		if want, err := p.encode(); err != nil || !bytes.Equal(data, want) {
			t.Errorf("the picture at %v is another, or %v", seen.At, err)
		}
	}
}

func TestFolderThatIsNotThere(t *testing.T) {
	m := newMovie(t, "bounded-buffer", 2, 80, 24)
	f, err := NewFolder(filepath.Join(t.TempDir(), "nowhere"), m.about, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Frame(&m.frames[0]); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(m.end); !os.IsNotExist(err) {
		t.Errorf("the error is %v", err)
	}
}
