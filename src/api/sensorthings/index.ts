export { base as sensorThingsBase, serveSensorThings } from './http.ts'
export { serveByMqtt } from './mqtt/serve.ts'
export { openSensorThings, type SensorThings } from './service/service.ts'
