package shards

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// format is the number of this form of files.
const format = 1

// Head is the first line of a shard: all that has to be the same of those that belong together, and which one it is.
type Head struct {
	Quartet string            `json:"quartet"` // the command
	Format  int               `json:"format"`
	Version string            `json:"version"` // of the program
	Shard   int64             `json:"shard"`
	Of      int64             `json:"of"`
	Scene   string            `json:"scene"` // as errors name it
	Source  string            `json:"text"`  // of the scene
	Asked   map[string]string `json:"asked"` // by flag
}

// tail is the last line.
type tail struct {
	Lines  int    `json:"lines"`  // before it
	SHA256 string `json:"sha256"` // of them
}

// File returns a shard as it is written: the head, a line for each row, and the last line.
func File(h Head, rows []any) ([]byte, error) {
	h.Format = format
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for _, one := range append([]any{h}, rows...) {
		if err := e.Encode(one); err != nil {
			return nil, err
		}
	}
	err := e.Encode(tail{len(rows) + 1, sum(b.Bytes())})
	return b.Bytes(), err
}

// sum is what the last line proves the others by.
func sum(lines []byte) string {
	all := sha256.Sum256(lines)
	return hex.EncodeToString(all[:])
}
