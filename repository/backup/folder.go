package backup

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"
)

// ours are the names that Name gives, and no others.
var ours = regexp.MustCompile(`^audiensi-\d{8}T\d{6}Z\.(db|sql)$`)

// Name returns the name of a backup taken now, in a folder of backups, with the
// ending of its kind: db or sql. Later ones sort behind earlier ones.
func Name(now time.Time, ending string) string {
	return now.UTC().Format("audiensi-20060102T150405Z.") + ending
}

// Prune removes all backups of the folder but the `keep` newest, by their names,
// and returns those it removed. Files that Name has not named are left alone.
func Prune(folder string, keep int) (removed []string, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() && ours.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	for _, name := range names[:max(0, len(names)-keep)] {
		if err := os.Remove(filepath.Join(folder, name)); err != nil {
			return removed, err
		}
		removed = append(removed, name)
	}
	return removed, nil
}
