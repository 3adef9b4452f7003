package main

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

var (
	fenced  = regexp.MustCompile("(?s)```.*?```")
	heading = regexp.MustCompile(`(?m)^#+ (.*)$`)
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
)

// TestLinks follows the links of all pages to other pages, and to the headings in them.
func TestLinks(t *testing.T) {
	top, _ := filepath.Glob("*.md")
	docs, _ := filepath.Glob("docs/*.md")
	text, anchors := map[string]string{}, map[string]map[string]bool{}
	for _, file := range append(top, docs...) {
		name := filepath.ToSlash(file)
		text[name], anchors[name] = fenced.ReplaceAllString(readFile(t, file), ""), map[string]bool{}
		for _, m := range heading.FindAllStringSubmatch(text[name], -1) {
			anchors[name][anchor(m[1])] = true
		}
	}
	followed := 0
	for name, page := range text {
		for _, m := range link.FindAllStringSubmatch(page, -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			followed++
			file, at, within := strings.Cut(m[1], "#")
			to := name
			if file != "" {
				to = path.Join(path.Dir(name), file)
			}
			if _, err := os.Stat(filepath.FromSlash(to)); err != nil {
				t.Errorf("%s links to %s, which is not there", name, m[1])
			} else if within && !anchors[to][at] {
				t.Errorf("%s links to %s, and there is no such heading", name, m[1])
			}
		}
	}
	if followed < 100 {
		t.Errorf("there are %d links", followed)
	}
}

// anchor is the name under which GitHub finds a heading.
func anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}
