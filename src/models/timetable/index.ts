export { representativeDays, type Service, servicesByDay } from './days.ts'
