package shards

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Part is a shard that was read.
type Part struct {
	Head
	Rows []json.RawMessage
	At   string // its file and line
}

// Looks reports whether a text looks as if it were, or was to become, a shard, rather than a scene.
func Looks(data []byte) bool {
	start := bytes.TrimSpace(data)
	return len(start) == 0 || start[0] == '{'
}

// Read reads the shards of a file; several may stand behind each other. The error names file and line.
func Read(name string, data []byte) (all []Part, err error) {
	at := func(line int) string { return fmt.Sprintf("%s:%d", name, line) }
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, fmt.Errorf("%s: the file is empty: its shard was not finished", at(1))
	}
	const unfinished = "its shard was not finished, make it again"
	var open *Part
	begin, first := 0, 0 // of the shard that is open: where it is in data, and its line
	for line, from := 1, 0; from < len(data); line++ {
		end := bytes.IndexByte(data[from:], '\n')
		if end < 0 {
			return nil, fmt.Errorf("%s: the line is torn: %s", at(line), unfinished)
		}
		text := data[from : from+end]
		here := from
		from += end + 1
		if open == nil && len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		if open == nil {
			open, begin, first = &Part{At: at(line)}, here, line
			if err := open.readHead(text); err != nil {
				return nil, fmt.Errorf("%s: %w", at(line), err)
			}
			continue
		}
		if !json.Valid(text) {
			return nil, fmt.Errorf("%s: the line is damaged: it is no JSON", at(line))
		}
		last, ends := isTail(text)
		if !ends {
			if isHead(text) {
				return nil, fmt.Errorf("%s: a shard begins, and the one of %s has no last line: %s", at(line),
					open.At, unfinished)
			}
			open.Rows = append(open.Rows, slices.Clone(text))
			continue
		}
		if last.Lines != line-first || last.SHA256 != sum(data[begin:here]) {
			return nil, fmt.Errorf("%s: the lines before are not those that were written: the file is damaged",
				at(line))
		}
		all, open = append(all, *open), nil
	}
	if open != nil {
		return nil, fmt.Errorf("%s: the last line is missing: %s", at(first+len(open.Rows)), unfinished)
	}
	return all, nil
}

// readHead reads the first line.
func (p *Part) readHead(text []byte) error {
	if !isHead(text) {
		return fmt.Errorf("this is no shard: it does not begin with {\"quartet\": …}")
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&p.Head); err != nil {
		return fmt.Errorf("its head cannot be read: %w", err)
	}
	if p.Format != format {
		return fmt.Errorf("it has form %d, and this program reads form %d", p.Format, format)
	}
	if p.Of < 1 || p.Of > Most || p.Shard < 1 || p.Shard > p.Of {
		return fmt.Errorf("there is no shard %d/%d", p.Shard, p.Of)
	}
	return nil
}

func isHead(text []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(text), []byte(`{"quartet":`)) }

func isTail(text []byte) (t tail, ok bool) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	err := d.Decode(&t)
	return t, err == nil && len(t.SHA256) == hex.EncodedLen(sha256.Size)
}

// Whole puts shards in their order, whatever order they come in, and makes sure that they are all there, each once, and
// belong together: the same command, version, scene and question.
func Whole(all []Part) ([]Part, error) {
	if len(all) == 0 {
		return nil, fmt.Errorf("there are no shards")
	}
	first := &all[0]
	have := map[int64]*Part{}
	for i := range all {
		p := &all[i]
		if err := p.belongs(first); err != nil {
			return nil, err
		}
		if other := have[p.Shard]; other != nil {
			return nil, fmt.Errorf("%s: shard %d/%d is in %s as well; leave one out", p.At, p.Shard, p.Of, other.At)
		}
		have[p.Shard] = p
	}
	if missing := first.Of - int64(len(have)); missing > 0 {
		return nil, fmt.Errorf("of %d shards %s missing: %s", first.Of, are(missing), lacks(have, first.Of))
	}
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b Part) int { return int(a.Shard - b.Shard) })
	return sorted, nil
}

func are(n int64) string {
	if n == 1 {
		return "1 is"
	}
	return fmt.Sprintf("%d are", n)
}

// lacks names the first few that are missing.
func lacks(have map[int64]*Part, of int64) string {
	var names []string
	for k := int64(1); k <= of; k++ {
		if have[k] != nil {
			continue
		}
		if len(names) == 8 {
			return strings.Join(names, ", ") + " …"
		}
		names = append(names, strconv.FormatInt(k, 10))
	}
	return strings.Join(names, ", ")
}

// belongs reports, as an error, that a shard is of something else than another one.
func (p *Part) belongs(first *Part) error {
	differs := func(what, mine, other string) error {
		if mine == other {
			return nil
		}
		return fmt.Errorf("%s: it has another %s than %s: %s, not %s", p.At, what, first.At, mine, other)
	}
	for _, one := range [][3]string{
		{"command", p.Quartet, first.Quartet}, {"version", p.Version, first.Version},
		{"number of shards", strconv.FormatInt(p.Of, 10), strconv.FormatInt(first.Of, 10)},
	} {
		if err := differs(one[0], one[1], one[2]); err != nil {
			return err
		}
	}
	if p.Source != first.Source {
		return fmt.Errorf("%s: it is of another text of a scene (%s) than %s (%s)", p.At, p.Scene, first.At,
			first.Scene)
	}
	for _, flag := range slices.Sorted(maps.Keys(first.Asked)) {
		if err := differs("--"+flag, shown(p.Asked[flag]), shown(first.Asked[flag])); err != nil {
			return err
		}
	}
	if !maps.Equal(p.Asked, first.Asked) {
		return fmt.Errorf("%s: it was asked something else than %s", p.At, first.At)
	}
	return nil
}

func shown(value string) string {
	if value == "" {
		return "none"
	}
	return value
}
