package record

import (
	"bufio"
	"bytes"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/quartet-os/quartet/ui/record/player"
	"github.com/quartet-os/quartet/ui/theme"
	"github.com/quartet-os/quartet/visible"
)

// HTML writes one page that needs nothing else: the player, the recording as a cast, and the story as
// text. It plays from a file, without a network; without scripts the story is still there.
type HTML struct {
	w    *bufio.Writer
	cast *Cast
	part bytes.Buffer // of the cast, not yet in the page
	open bool         // a list of sentences
	post string       // when the poster is seen, in seconds; "" for the first picture
}

// NewHTML begins a page.
func NewHTML(w io.Writer, about *About) (*HTML, error) {
	h := &HTML{w: bufio.NewWriter(w)}
	var err error
	if h.cast, err = NewCast(&h.part, about, CastV2); err != nil {
		return nil, err
	}
	title := escapedHTML(about.Title)
	fmt.Fprintf(h.w, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"+
		"<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n", title)
	fmt.Fprintf(h.w, "<style>\n%s\n%s%s</style>\n</head>\n<body>\n",
		player.Style, pageColours(&about.Theme), player.PageStyle)
	fmt.Fprintf(h.w, "<h1>%s</h1>\n<main>\n<div id=\"player\" aria-describedby=\"words\"></div>\n%s"+
		"<section class=\"story\" aria-label=\"The story\">\n<h2>The story</h2>\n", title, pageControls)
	return h, nil
}

// pageControls are the buttons below the picture.
const pageControls = `<div class="controls" role="group" aria-label="Recording">
<button id="chapter-back" aria-label="previous chapter" title="[">◂◂ chapter</button>
<button id="step-back" aria-label="step back" title=",">◂ step</button>
<button id="play">play</button>
<button id="step-on" aria-label="step forward" title=".">step ▸</button>
<button id="chapter-on" aria-label="next chapter" title="]">chapter ▸▸</button>
<output id="clock" aria-live="off"></output>
</div>
`

// pageColours gives the page the colours of a theme.
func pageColours(t *theme.Theme) string {
	return fmt.Sprintf(":root { --ground: %s; --text: %s; --quiet: %s; --line: %s; --accent: %s; }\n", t.Ground, t.Text,
		t.Style(theme.Quiet.Plain()).FG, t.Style(theme.Line.Plain()).FG, t.Style(theme.Accent.Plain()).FG)
}

// Frame writes a moment and its sentences.
func (h *HTML) Frame(f *Frame) error {
	if err := h.cast.Frame(f); err != nil {
		return err
	}
	if f.Poster {
		h.post = seconds(f.At)
	}
	h.said(f.At, f.Said[:f.Before])
	if f.Chapter != "" {
		h.list(false)
		fmt.Fprintf(h.w, "<h2 data-chapter=\"%s\"><button>%s</button></h2>\n", seconds(f.At),
			escapedHTML(f.Chapter))
	}
	texts := [...]string{f.Caption, f.Posed}
	if f.PosedFirst {
		slices.Reverse(texts[:])
	}
	for _, text := range texts {
		if text == "" {
			continue
		}
		h.list(false)
		fmt.Fprintf(h.w, "<p class=\"caption\" data-at=\"%s\">%s</p>\n", seconds(f.At), escapedHTML(text))
	}
	h.said(f.At, f.Said[f.Before:])
	return h.flush()
}

// said writes sentences of the story.
func (h *HTML) said(at time.Duration, all []string) {
	for _, s := range all {
		h.list(true)
		fmt.Fprintf(h.w, "<li data-at=\"%s\">%s</li>\n", seconds(at), escapedHTML(s))
	}
}

// escapedHTML returns a text of others as HTML.
func escapedHTML(s string) string { return html.EscapeString(visible.Line(s)) }

// list opens or closes the list of sentences.
func (h *HTML) list(open bool) {
	switch {
	case open && !h.open:
		h.w.WriteString("<ol>\n")
	case !open && h.open:
		h.w.WriteString("</ol>\n")
	}
	h.open = open
}

// flush puts the waiting part of the cast into the page, where it is not seen.
func (h *HTML) flush() error {
	if err := h.cast.w.Flush(); err != nil {
		return err
	}
	if h.part.Len() > 0 {
		h.w.WriteString(`<script type="text/plain" class="cast">`)
		h.w.Write(h.part.Bytes()) // in JSON every < is written as an escape, so nothing ends the script
		h.w.WriteString("</script>\n")
		h.part.Reset()
	}
	_, err := h.w.Write(nil)
	return err
}

// Close writes the player.
func (h *HTML) Close(at time.Duration) error {
	if err := h.cast.Close(at); err != nil {
		return err
	}
	h.list(false)
	if err := h.flush(); err != nil {
		return err
	}
	fmt.Fprintf(h.w, "</section>\n<h2>In short</h2>\n<p id=\"words\">%s</p>\n</main>\n<footer>\n"+
		"<p>Played by %s, © Marcin Kulik, %s.</p>\n"+
		"<details><summary>The player's licence</summary>\n<pre>%s</pre></details>\n</footer>\n",
		escapedHTML(h.cast.about.Text), player.Name, player.Licence,
		html.EscapeString(strings.TrimSpace(player.LicenceTexts())))
	if h.post != "" {
		fmt.Fprintf(h.w, "<script type=\"text/plain\" class=\"poster\">%s</script>\n", h.post)
	}
	fmt.Fprintf(h.w, "<script>\n%s</script>\n<script>\n%s</script>\n</body>\n</html>\n", player.Script, player.Page)
	return h.w.Flush()
}
