package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/ui/command"
)

// FuzzRecordedTextIsData records scenes and a script with a text in all their places, and reads what was
// written as the reader of each form would: the text is neither a control of a terminal nor anything that the
// form takes for its own.
func FuzzRecordedTextIsData(f *testing.F) {
	for _, text := range effort.Some(f, hostile(), 1, 2) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 500 {
			t.Skip("long texts are cut elsewhere")
		}
		r := newRunner(t)
		scenes := hostileScenes(strings.ToValidUTF8(text, "?"))
		scene := r.file("x.scene", scenes["moral"])
		law := r.file("law.scene", scenes["law"])
		line := strings.ReplaceAll(text, "\n", " ")
		script := r.file("x.demo", "title "+line+"\nscene x.scene\nsize 60x30\nchapter "+line+"\ncaption "+line+
			"\nkey space*3\n")
		for ending, look := range readers() {
			for _, from := range []string{scene, law, script} {
				if ending == ".gif" && from != scene {
					continue // of a GIF only the title is text
				}
				out := filepath.Join(r.dir, strings.TrimSuffix(filepath.Base(from), filepath.Ext(from))+ending)
				args := []string{"record", from, "-o", out, "--to", "6", "--size", "60x30", "--force"}
				if from == scene {
					args = append(args, "--title", text)
				}
				r.run("", args...)
				written, err := os.ReadFile(out)
				if errors.Is(err, os.ErrNotExist) {
					continue // the text makes no scene, or none with a title
				}
				// behind it stand the player of a page and its licence
				words, _, _ := strings.Cut(string(written), "<footer>")
				if at := raw(words); at != "" && ending != ".gif" {
					t.Errorf("%s with %q holds %s", ending, text, at)
				}
				look(t, string(written))
				r.clean(out + ".alt.txt")
			}
		}
	})
}

// readers gives for each form a look at what was written.
func readers() map[string]func(t *testing.T, written string) {
	return map[string]func(t *testing.T, written string){
		".csv": csvIsData, ".md": markdownIsData, ".tex": texIsData, ".mmd": mermaidIsData, ".svg": svgIsData,
		".html": htmlIsData,
		".json": jsonIsData, ".cast": castIsData, ".txt": func(*testing.T, string) {}, ".gif": gifIsData,
	}
}

func csvIsData(t *testing.T, written string) {
	rows, err := csv.NewReader(strings.NewReader(written)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, field := range row {
			if _, err := strconv.ParseInt(field, 10, 64); err != nil && strings.IndexAny(field, "=+-@\t\r") == 0 {
				t.Errorf("a field is the formula %q", field)
			}
		}
	}
}

func markdownIsData(t *testing.T, written string) {
	plain := regexp.MustCompile(`\\.`).ReplaceAllString(written, "") // without what is escaped
	if strings.ContainsAny(plain, "<>`[]") || strings.Contains(plain, "://") || strings.Contains(plain, "www.") {
		t.Errorf("the table holds signs of Markdown:\n%s", written)
	}
	columns := 0
	for row := range strings.SplitSeq(plain, "\n") {
		if n := strings.Count(row, "|"); strings.HasPrefix(row, "|") && columns == 0 {
			columns = n
		} else if n > 0 && n != columns {
			t.Errorf("a row has other columns than %d: %s", columns, row)
		}
	}
}

// texCommands is all that a document with a table uses.
var texCommands = strings.Fields("documentclass usepackage footnotesize setlength parindent tabcolsep " +
	"emergencystretch begin end section raggedleft raggedright arraybackslash hline endhead endfoot texttt hspace " +
	"textbackslash textasciicircum textasciitilde textless textgreater textbar " +
	"ifdefined ifcsname endcsname else fi DeclareUnicodeCharacter detokenize fbox tiny")

func texIsData(t *testing.T, written string) {
	plain := strings.NewReplacer(`\\`, "", `\{`, "", `\}`, "", `\$`, "", `\%`, "", `\&`, "", `\#`, "", `\_`,
		"").Replace(written)
	for _, c := range regexp.MustCompile(`\\([a-zA-Z]*)`).FindAllStringSubmatch(plain, -1) {
		if !slices.Contains(texCommands, c[1]) {
			t.Errorf("the table has the command %q", c[0])
		}
	}
	_, body, _ := strings.Cut(plain, "\n")
	if strings.Count(plain, "{") != strings.Count(plain, "}") || strings.ContainsAny(body, "%$^~#") {
		t.Errorf("the table holds signs of LaTeX:\n%s", plain)
	}
}

var mermaidLine = regexp.MustCompile(`^    (participant [co]\d+ as |Note over c\d+(,c\d+)?: |c\d+-?->>[co]\d+: )`)

func mermaidIsData(t *testing.T, written string) {
	for n, line := range strings.Split(strings.TrimSuffix(written, "\n"), "\n") {
		rest := strings.TrimPrefix(line, "%%")
		if n > 1 && !mermaidLine.MatchString(line) || n == 1 && line != "sequenceDiagram" ||
			strings.Contains(rest, "%%") || strings.ContainsAny(rest, "<`\\") || strings.Contains(rest, "wrap:") {
			t.Errorf("line %d of the diagram is %q", n+1, line)
		}
	}
}

func svgIsData(t *testing.T, written string) {
	d := xml.NewDecoder(strings.NewReader(written))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		e, is := token.(xml.StartElement)
		if !is {
			continue
		}
		if !slices.Contains([]string{"svg", "title", "desc", "style", "rect", "g", "text", "path"}, e.Name.Local) {
			t.Errorf("the picture has a %s", e.Name.Local)
		}
		for _, a := range e.Attr {
			if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" {
				t.Errorf("the picture has the attribute %s", a.Name.Local)
			}
		}
	}
}

var htmlTag = regexp.MustCompile(`<[a-zA-Z!][^>]*>`)

func htmlIsData(t *testing.T, written string) {
	page, _, _ := strings.Cut(written, "<footer>") // behind it stand the player and its licence
	_, page, _ = strings.Cut(page, "</head>")
	known := regexp.MustCompile(`^<(body|h1|main|div|p|section|h2|button|output|ol|li)[ >]|` +
		`^<script type="text/plain" class="cast">$`)
	for _, tag := range htmlTag.FindAllString(page, -1) {
		if !known.MatchString(tag) || strings.Contains(tag, " on") {
			t.Errorf("the page has the tag %s", tag)
		}
	}
	for _, part := range strings.Split(page, `class="cast">`)[1:] {
		part, _, _ = strings.Cut(part, "</script>")
		for line := range strings.SplitSeq(strings.TrimSpace(part), "\n") {
			if !json.Valid([]byte(line)) {
				t.Errorf("the recording in the page has the line %s", line)
			}
		}
	}
}

func jsonIsData(t *testing.T, written string) {
	if !json.Valid([]byte(written)) {
		t.Errorf("this is no JSON:\n%s", written)
	}
}

func castIsData(t *testing.T, written string) {
	for n, line := range strings.Split(strings.TrimSpace(written), "\n") {
		if n == 0 {
			var head struct{ Title string }
			if err := json.Unmarshal([]byte(line), &head); err != nil || raw(head.Title) != "" {
				t.Errorf("the head is %s: %v", line, err)
			}
			continue
		}
		var event []any
		if err := json.Unmarshal([]byte(line), &event); err != nil || len(event) != 3 {
			t.Fatalf("line %d: %v", n+1, err)
		}
		data, _ := event[2].(string)
		styled := regexp.MustCompile(`\x1b\[[0-9;?]*[mHJhl]`).ReplaceAllString(data, "")
		if at := raw(styled); at != "" {
			t.Errorf("line %d brings %s to the terminal", n+1, at)
		}
	}
}

// gifIsData looks at the comment of a GIF.
func gifIsData(t *testing.T, written string) {
	_, rest, found := strings.Cut(written, "NETSCAPE2.0\x03\x01\x00\x00\x00\x21\xfe")
	if !found {
		return
	}
	for n := int(rest[0]); n > 0 && n < len(rest); rest, n = rest[1+n:], int(rest[1+n]) {
		if comment := rest[1 : 1+n]; bytes.ContainsAny([]byte(comment), "\x1b\x07\r") {
			t.Errorf("the comment is %q", comment)
		}
	}
}

// TestLettersWithoutAPictureAreTold records a title and a caption in several scripts.
func TestLettersWithoutAPictureAreTold(t *testing.T) {
	r := newRunner(t)
	script := r.file("x.demo", "title 读者\nscene bounded-buffer\nsize 60x30\ncaption 日本語 한국어 ไ 🎉\nkey space*2\n")
	for ending, told := range map[string]bool{".png": true, ".gif": true, ".svg": false, ".html": false,
		".txt": false} {
		var out, errs bytes.Buffer
		h := command.Host{Out: &out, Err: &errs, Stage: stage}
		code := command.Main(context.Background(), h, []string{"record", script, "-o", "x" + ending})
		want := ""
		if told {
			want = "quartet: 2 letters have no picture in the fonts at hand: Thai ไ (U+0E44); signs 🎉 " +
				"(U+1F389); they are empty boxes. An .svg or .html takes the reader's fonts.\n"
		}
		if code != 0 || errs.String() != want {
			t.Errorf("%s ends with %d and says %q", ending, code, errs.String())
		}
	}
}
