# pipeline/: where the stages meet.
