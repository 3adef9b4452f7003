package record

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

func writeFile(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// everyForm makes a writer of each form that goes into one file.
func everyForm(m *movie) map[string]func(testing.TB, io.Writer) Writer {
	type maker = func(testing.TB, io.Writer) Writer
	made := func(make func(io.Writer) (Writer, error)) maker {
		return func(t testing.TB, to io.Writer) Writer {
			t.Helper()
			w, err := make(to)
			if err != nil {
				t.Fatal(err)
			}
			return w
		}
	}
	return map[string]func(testing.TB, io.Writer) Writer{
		"cast":         made(func(w io.Writer) (Writer, error) { return NewCast(w, m.about, CastV2) }),
		"cast 3":       made(func(w io.Writer) (Writer, error) { return NewCast(w, m.about, CastV3) }),
		"gif":          made(func(w io.Writer) (Writer, error) { return NewGIF(w, m.about, 1) }),
		"svg":          made(func(w io.Writer) (Writer, error) { return NewSVG(w, m.about), nil }),
		"animated svg": made(func(w io.Writer) (Writer, error) { return NewAnimatedSVG(w, m.about) }),
		"html":         made(func(w io.Writer) (Writer, error) { return NewHTML(w, m.about) }),
		"png":          made(func(w io.Writer) (Writer, error) { return NewPNG(w, m.about, 1) }),
		"text":         made(func(w io.Writer) (Writer, error) { return NewText(w, m.about), nil }),
	}
}

func TestEveryFormRefusesWhatIsNoRecording(t *testing.T) {
	m := odd(t)
	for name, write := range everyForm(m) {
		if err := write(t, io.Discard).Close(time.Second); !errors.Is(err, errEmpty) {
			t.Errorf("%s: a recording without frames ends with %v", name, err)
		}
		f := Frame{Grid: screen.New(31, 4), Theme: m.frames[0].Theme}
		if err := write(t, io.Discard).Frame(&f); err == nil {
			t.Errorf("%s: a frame of another size is taken", name)
		}
	}
}

// fullDisk takes some bytes and no more.
type fullDisk struct{ room int }

var errFull = errors.New("no space left on device")

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.room {
		return 0, errFull
	}
	d.room -= len(p)
	return len(p), nil
}

func TestEveryFormTellsOfAFullDisk(t *testing.T) {
	m := newMovie(t, "bounded-buffer", 20, 80, 24)
	for name, write := range everyForm(m) {
		w := write(t, &fullDisk{1000})
		var err error
		for i := range m.frames {
			if err == nil {
				err = w.Frame(&m.frames[i])
			}
		}
		if err == nil {
			err = w.Close(m.end)
		}
		if !errors.Is(err, errFull) {
			t.Errorf("%s: a full disk gives %v", name, err)
		}
	}
}

func TestTextIsTheLastFrame(t *testing.T) {
	m := newMovie(t, "bounded-buffer", 20, 80, 24)
	var b bytes.Buffer
	m.play(t, NewText(&b, m.about))
	if got, want := b.String(), m.frames[19].Grid.String()+"\n"; got != want {
		t.Errorf("the text is\n%s\nwant\n%s", got, want)
	}
}

// TestAWriterKeepsNoHoldOfAFrame draws every frame on one grid, which play does; here each writer must
// not depend on the theme either.
func TestAWriterKeepsNoHoldOfTheTheme(t *testing.T) {
	m := odd(t)
	for name, write := range everyForm(m) {
		var plain, reused bytes.Buffer
		m.play(t, write(t, &plain))
		w := write(t, &reused)
		var worn theme.Theme
		for _, f := range m.frames {
			worn = *f.Theme
			f.Theme = &worn
			if err := w.Frame(&f); err != nil {
				t.Fatal(err)
			}
		}
		worn = theme.Theme{}
		if err := w.Close(m.end); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(plain.Bytes(), reused.Bytes()) {
			t.Errorf("%s: it depends on a theme that was changed", name)
		}
	}
}

// TestAPosterIsTheStill: a frame that was chosen stands for the film, also where many come in a moment, and a folder of
// pictures has all of them.
func TestAPosterIsTheStill(t *testing.T) {
	m := newMovie(t, "bounded-buffer", 12, 80, 24)
	m.frames[5].Poster = true
	for rate, want := range map[int]int{0: 5, 2: 5} {
		var b bytes.Buffer
		w := Limit(NewText(&b, m.about), rate)
		m.play(t, w)
		if got, want := b.String(), text(m.frames[want].Grid); strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("at %d a second the still is\n%s\nwant\n%s", rate, got, want)
		}
	}
	var page bytes.Buffer
	h, err := NewHTML(&page, m.about)
	if err != nil {
		t.Fatal(err)
	}
	m.play(t, h)
	if !strings.Contains(page.String(), `class="poster">1.250</script>`) {
		t.Error("the page does not begin with the poster")
	}
	dir := t.TempDir()
	d, err := NewFolder(dir, m.about, 1, 4)
	if err != nil {
		t.Fatal(err)
	}
	m.play(t, d)
	if found, err := os.ReadDir(dir); err != nil || len(found) != len(m.frames) {
		t.Errorf("%d pictures of %d frames, %v", len(found), len(m.frames), err)
	}
}
