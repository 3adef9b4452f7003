// Pack puts a folder into an archive so that the same files always give the same bytes: names in order, one time, no
// owner. It also writes checksums.
//
//	pack -time SECONDS -o NAME.tar.gz FOLDER
//	pack -time SECONDS -o NAME.zip FOLDER
//	pack -sums FILE -in FOLDER NAME...
package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	out := flag.String("o", "", "the archive to write, .tar.gz or .zip")
	seconds := flag.Int64("time", 0, "the time of every file, in seconds since 1970")
	sums := flag.String("sums", "", "write the checksums of the files named to this file instead")
	in := flag.String("in", ".", "with -sums: the folder of the files")
	flag.Parse()
	if err := run(*out, time.Unix(*seconds, 0).UTC(), *sums, *in, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func run(out string, at time.Time, sums, in string, args []string) error {
	if sums != "" {
		text, err := checksums(in, args)
		return errors.Join(err, os.WriteFile(sums, text, 0o644))
	}
	if len(args) != 1 {
		return errors.New("name one folder to pack")
	}
	data, err := pack(out, args[0], at)
	if err != nil {
		return err
	}
	return os.WriteFile(out, data, 0o644)
}

// checksums makes a list that sha256sum -c reads.
func checksums(folder string, names []string) ([]byte, error) {
	var b bytes.Buffer
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(data), name)
	}
	return b.Bytes(), nil
}

// member is a file of the archive.
type member struct {
	name string // in the archive, below the folder's own name
	data []byte
	mode fs.FileMode
}

// members reads a folder, its files in the order of their names.
func members(folder string) ([]member, error) {
	var all []member
	err := filepath.WalkDir(folder, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		inside, err := filepath.Rel(folder, file)
		if err != nil {
			return err
		}
		m := member{path.Join(filepath.Base(folder), filepath.ToSlash(inside)), data, 0o644}
		if base := filepath.Base(file); base == "quartet" || base == "quartet.exe" {
			m.mode = 0o755
		}
		all = append(all, m)
		return nil
	})
	return all, err
}

// pack makes the archive that the ending of its name asks for.
func pack(name, folder string, at time.Time) ([]byte, error) {
	files, err := members(folder)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	switch {
	case strings.HasSuffix(name, ".tar.gz"):
		err = tarball(&b, files, at)
	case strings.HasSuffix(name, ".zip"):
		err = zipped(&b, files, at)
	default:
		err = fmt.Errorf("%s ends neither with .tar.gz nor with .zip", name)
	}
	return b.Bytes(), err
}

func tarball(b *bytes.Buffer, files []member, at time.Time) error {
	squeeze, err := gzip.NewWriterLevel(b, gzip.BestCompression)
	if err != nil {
		return err
	}
	w := tar.NewWriter(squeeze)
	for _, f := range files {
		err := w.WriteHeader(&tar.Header{Name: f.name, Mode: int64(f.mode), Size: int64(len(f.data)), ModTime: at,
			Format: tar.FormatUSTAR})
		if err != nil {
			return err
		}
		if _, err := w.Write(f.data); err != nil {
			return err
		}
	}
	return errors.Join(w.Close(), squeeze.Close())
}

func zipped(b *bytes.Buffer, files []member, at time.Time) error {
	w := zip.NewWriter(b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: at}
		h.SetMode(f.mode)
		into, err := w.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := into.Write(f.data); err != nil {
			return err
		}
	}
	return w.Close()
}
