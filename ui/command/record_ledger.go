package command

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"

	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/source"
)

// ledger remembers which command wrote which file: a line each with the hashes of the command and of
// the file, and the file's path. By it a recording that nobody has changed may be made again, without
// a word in the file itself.
type ledger struct{ file string }

// ledgerLines is how many files are remembered, the newest last.
const ledgerLines = 500

func (s state) ledger() ledger {
	if s.dir == "" {
		return ledger{}
	}
	return ledger{filepath.Join(s.dir, "recordings")}
}

// lines reads the ledger; one that cannot be read remembers nothing.
func (l ledger) lines() []string {
	if l.file == "" {
		return nil
	}
	text, err := source.Read(l.file)
	if err != nil {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
}

// entry is the end of a file's line: it is known by its whole path.
func entry(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	return strings.ReplaceAll(path, "\n", "?")
}

// hashOf returns the hash of a text.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// wrote reports whether the command wrote the file as it is.
func (l ledger) wrote(path, command, sum string) bool {
	want := hashOf(command) + " " + sum + " " + entry(path)
	for _, line := range l.lines() {
		if line == want {
			return true
		}
	}
	return false
}

// note remembers a file. Of several recordings at the same time each remembers its own.
func (l ledger) note(path, command, sum string) {
	if l.file == "" {
		return
	}
	_ = disk.Alone(l.file, func() error {
		var kept []string
		for _, line := range l.lines() {
			if line != "" && !strings.HasSuffix(line, " "+entry(path)) {
				kept = append(kept, line)
			}
		}
		kept = append(kept, hashOf(command)+" "+sum+" "+entry(path))
		kept = kept[max(0, len(kept)-ledgerLines):]
		return disk.Replace(l.file, []byte(strings.Join(kept, "\n")+"\n"), disk.Private)
	})
}
