package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// lockTime is how long Alone waits for others.
const lockTime = time.Second

// Alone does something to a file that other processes do not do to it at the same time. Whoever dies meanwhile holds
// nobody up; whoever takes longer than a second is not waited for.
func Alone(path string, do func() error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	lock, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, Private)
	if err != nil {
		return err
	}
	defer lock.Close()
	for end := time.Now().Add(lockTime); !tryHold(lock) && time.Now().Before(end); {
		time.Sleep(5 * time.Millisecond)
	}
	return do()
}

// AppendLines appends lines to a file of the state and keeps at most the last so many; what other processes appended
// stays, and a last line that was not ended is one of its own. A file that has become twice as long is written anew.
func AppendLines(path string, lines []string, most int) error {
	if len(lines) == 0 {
		return nil
	}
	return Alone(path, func() error {
		if err := Regular(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err // a pipe would be waited for
		}
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, Private)
		if err != nil {
			return err
		}
		_, err = f.WriteString(ending(f) + strings.Join(lines, "\n") + "\n")
		if closing := f.Close(); err == nil {
			err = closing
		}
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		all := strings.SplitAfter(string(text), "\n")
		if len(all) <= 2*most {
			return nil
		}
		return Replace(path, []byte(strings.Join(all[len(all)-1-most:], "")), Private)
	})
}

// ending is the end of line that the last line of a file lacks: somebody edited it, or its writer was killed.
func ending(f *os.File) string {
	var last [1]byte
	if info, err := f.Stat(); err != nil || info.Size() == 0 {
		return ""
	} else if _, err := f.ReadAt(last[:], info.Size()-1); err != nil || last[0] == '\n' {
		return ""
	}
	return "\n"
}
