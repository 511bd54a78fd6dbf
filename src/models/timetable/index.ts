export { type DayType, representativeDays, type Service, type ServiceException, servicesByDay } from './days.ts'
