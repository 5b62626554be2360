package mail

import "encoding/json"

// OpenTask is what a letter tells of a task that waits: its type, and what it is
// about.
type OpenTask struct {
	Type   string `json:"type"`   // its sentence is "mail.task."+Type
	What   string `json:"what"`   // key of the word for what is asked or has happened
	Person string `json:"person"` // who asks, empty for nobody
	Poste  string `json:"poste"`
}

// tasksFact names the fact that holds the tasks of a letter.
const tasksFact = "Tasks"

// TellTasks gives the facts of a letter of the kind Tasks.
func TellTasks(tasks []OpenTask) (Facts, error) {
	content, err := json.Marshal(tasks)
	return Facts{tasksFact: string(content)}, err
}

// OpenTasks gives the tasks that a letter tells of, none for other letters.
func (f Facts) OpenTasks() (tasks []OpenTask, err error) {
	if f[tasksFact] == "" {
		return nil, nil
	}
	return tasks, json.Unmarshal([]byte(f[tasksFact]), &tasks)
}
