/** Requests and predictions. */
export const REQUEST_METRICS = [
  {
    name: 'prediction_latency_seconds',
    type: 'histogram',
    labels: ['model_name', 'model_version', 'route', 'outcome'],
    help: 'Seconds from receiving a predict request to writing the head of its response.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  },
  {
    name: 'model_accuracy',
    type: 'histogram',
    labels: ['model_name', 'model_version'],
    help: 'Accuracy of each labelled prediction, as a ratio from 0 to 1; sum divided by count is the accuracy.',
    buckets: [0, 0.25, 0.5, 0.75, 1],
  },
  {
    name: 'http_request_duration_seconds',
    type: 'histogram',
    labels: ['method', 'route', 'status_code'],
    help: 'Seconds from receiving any HTTP request to the end of its response; 499 is a client that left early.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  },
  {
    name: 'prediction_requests_in_progress',
    type: 'gauge',
    labels: [],
    help: 'Predict requests being answered right now.',
    aggregator: 'sum',
  },
  {
    name: 'model_predictions_total',
    type: 'counter',
    labels: ['model_name', 'model_version'],
    help: 'Predictions read, one per row of a batch.',
  },
  {
    name: 'model_predictions_unread_total',
    type: 'counter',
    labels: ['model_name', 'model_version', 'reason'],
    help: 'Answers to predict requests, or rows of them, that could not be read, by reason.',
  },
  {
    name: 'model_predicted_class_total',
    type: 'counter',
    labels: ['model_name', 'model_version', 'class'],
    help: 'Predictions of each class, one per row of a batch.',
  },
  {
    name: 'model_confusion_total',
    type: 'counter',
    labels: ['model_name', 'model_version', 'actual', 'predicted'],
    help: 'Labelled predictions by the class that was right and the class that was predicted.',
  },
] as const;
